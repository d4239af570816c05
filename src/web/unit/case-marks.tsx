import { useLanguage } from '../language/use-language.tsx'
import type { BoxCase } from './unit-api.ts'

type Marked = Pick<
  BoxCase,
  | 'urgent'
  | 'confidential'
  | 'supervised'
  | 'extended'
  | 'extensionAsked'
  | 'draftReply'
  | 'round'
  | 'urges'
  | 'enterprise'
>

/** What sets a case apart, in words; the gravest first. */
export const CaseMarks = ({ of }: { readonly of: Marked }) => {
  const { t } = useLanguage()
  const marks = [
    of.urgent && { text: t('flag_urgent'), tone: 'late' },
    of.supervised && { text: t('unit_mark_supervised'), tone: 'late' },
    of.confidential && { text: t('flag_confidential'), tone: 'secret' },
    of.round > 1 && { text: t('unit_mark_redo', { n: of.round }), tone: 'soon' },
    of.urges > 0 && { text: t('unit_mark_urged', { n: of.urges }), tone: 'soon' },
    of.draftReply && { text: t('unit_mark_draft'), tone: 'soon' },
    of.extensionAsked && { text: t('unit_mark_extension_asked'), tone: 'plain' },
    of.extended && { text: t('unit_mark_extended'), tone: 'plain' },
    of.enterprise && { text: t('flag_enterprise'), tone: 'plain' },
  ].filter(mark => mark !== false)
  return marks.map(({ text, tone }) => (
    <span key={text} className="unit-mark" data-tone={tone}>
      {text}
    </span>
  ))
}
