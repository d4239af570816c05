import './office-words.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import { classTexts, contactTexts } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { channelTexts, dangerTexts, flagTexts, resultTexts, scoreTexts, stateTexts } from './case-words.ts'
import { formatDue, formatMoment } from './due-words.ts'
import { useUnits } from './units.ts'

type Case = CaseDetail['case']

/** The marks of a case; danger is one of them. */
export const CaseMarks = ({ of }: { readonly of: Pick<Case, (typeof flagTexts)[number][0] | 'danger'> }) => {
  const { t } = useLanguage()
  return (
    <>
      {of.danger !== null && <span className="mark mark-late">{t(dangerTexts[of.danger])}</span>}
      {flagTexts
        .filter(([name]) => of[name])
        .map(([name, text]) => (
          <span key={name} className={name === 'urgent' || name === 'supervised' ? 'mark mark-late' : 'mark'}>
            {t(text)}
          </span>
        ))}
    </>
  )
}

/** All that is known of a case in pairs of a word and a value; what is unknown is left out. */
export const CaseFacts = ({ of }: { readonly of: Case }) => {
  const { t } = useLanguage()
  const { nameOf, topicName } = useUnits()
  const rows: readonly (readonly [TextKey, string | null])[] = [
    ['column_state', t(stateTexts[of.state])],
    ['column_due', of.dueAt === null || of.closedAt !== null ? null : formatDue(of.dueAt)],
    ['case_class', t(classTexts[of.class])],
    ['detail_topic', of.topic === null ? null : topicName(of.topic)],
    ['detail_unit', of.unit === null ? null : nameOf(of.unit)],
    ['detail_co_units', of.coUnits?.map(nameOf).join('、') ?? null],
    ['detail_suggested_unit', of.suggestedUnit === null ? null : nameOf(of.suggestedUnit)],
    ['case_place', of.place],
    ['case_name', of.identityHidden ? t('identity_hidden') : of.requesterName],
    ['case_number_label', of.number],
    ['case_contact', of.contact === null ? null : t(contactTexts[of.contact])],
    ['detail_channel', t(channelTexts[of.channel])],
    ['case_accepted', formatMoment(of.acceptedAt)],
    ['case_taker', of.agentId],
    ['detail_urges', of.urges === 0 ? null : String(of.urges)],
    ['detail_returns', of.returns === 0 ? null : String(of.returns)],
    ['detail_redos', of.redos === 0 ? null : String(of.redos)],
    ['detail_result', of.result === null ? null : t(resultTexts[of.result])],
    ['detail_score', of.score === null ? null : t(scoreTexts[of.score])],
  ]
  return (
    <dl className="case-facts">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([text, value]) => (
          <div key={text}>
            <dt>{t(text)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
