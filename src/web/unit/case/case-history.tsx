import { happenedText } from '../../case-life/case-words.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { formatInstant } from '../../time/format.ts'
import { sayDate } from '../time-words.ts'
import type { HistoryEntry, UnitCaseDetail } from '../unit-api.ts'
import { useServerNow, useUnits } from '../use-unit.ts'
import { contactKindTexts, endTexts, resultTexts, scoreTexts } from './case-words.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an event was told beside its name, in words. */
const useDetails = () => {
  const { t, language } = useLanguage()
  const { unitName } = useUnits()
  const now = useServerNow()
  return ({ details }: HistoryEntry): readonly string[] => {
    const known = (texts: Readonly<Record<string, TextKey>>, value: unknown): string => {
      const key = texts[textOf(value)]
      return key === undefined ? '' : t(key)
    }
    const { unit, coUnits, clause, suggestedUnit, until } = details
    const others = Array.isArray(coUnits) ? coUnits.map(each => unitName(textOf(each))) : []
    const date =
      typeof until === 'number' ? formatInstant(until, now) : textOf(until) && sayDate(language, textOf(until))
    return [
      textOf(unit) && t('unit_history_to', { unit: unitName(textOf(unit)) }),
      others.length > 0 ? t('unit_history_with', { units: others.join(' · ') }) : '',
      known(contactKindTexts, details.contact),
      known(resultTexts, details.result),
      known(scoreTexts, details.score),
      textOf(details.reason),
      textOf(clause) && t('unit_history_clause', { clause: textOf(clause) }),
      textOf(suggestedUnit) && t('unit_history_suggested', { unit: unitName(textOf(suggestedUnit)) }),
      date && t('unit_history_until', { date }),
      textOf(details.note),
      textOf(details.text),
      textOf(details.answer),
    ].filter(line => line !== '')
  }
}

const useDoer = () => {
  const { t } = useLanguage()
  const { unitName } = useUnits()
  return ({ by: { kind, name, unit } }: HistoryEntry): string => {
    if (kind === 'system') return t('unit_by_system')
    if (kind === 'citizen') return t('unit_by_citizen')
    return unit === null ? t('unit_by_hotline') : `${unitName(unit)} ${name}`
  }
}

/** What happened, who did it and when, the earliest first. */
export const HistoryList = ({ entries }: { readonly entries: readonly HistoryEntry[] }) => {
  const { t } = useLanguage()
  const now = useServerNow()
  const detailsOf = useDetails()
  const doerOf = useDoer()
  return (
    <ul className="unit-history">
      {entries.map(entry => (
        <li key={`${entry.at} ${entry.kind} ${entry.event} ${entry.state}`}>
          <span className="unit-quiet digits">{formatInstant(entry.at, now)}</span>{' '}
          <strong>{t(happenedText(entry))}</strong> <span className="unit-quiet">{doerOf(entry)}</span>
          {detailsOf(entry).map(line => (
            <p key={line} className="unit-text">
              {line}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}

const Dispatches = ({ of }: { readonly of: UnitCaseDetail['dispatches'] }) => {
  const { t } = useLanguage()
  const { unitName } = useUnits()
  const now = useServerNow()
  const said = (at: number | null) => (at === null ? '—' : formatInstant(at, now))
  return (
    <ul className="unit-history">
      {of.map(row => (
        <li key={row.number}>
          <strong>{unitName(row.unit)}</strong>
          {row.handlerUnit !== null && ` › ${unitName(row.handlerUnit)}`}{' '}
          <span className="unit-quiet">{t(endTexts[row.ended ?? 'runs'] ?? 'assignment_runs')}</span>
          <p className="unit-quiet digits">
            {t('unit_dispatched_at')} {said(row.dispatchedAt)} · {t('unit_signed_at')} {said(row.signedAt)} ·{' '}
            {t('unit_due_at')} {said(row.dueAt - 1)} · {t('unit_replied_at')} {said(row.repliedAt)}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The replies that were written before, the dispatches, and all that happened; each folded until it is wanted. */
export const CaseHistory = ({ found }: { readonly found: UnitCaseDetail }) => {
  const { t } = useLanguage()
  const replies = found.history.filter(({ event }) => event === 'reply' || event === 'draft_reply').toReversed()
  return (
    <section className="unit-past">
      {replies.length > 0 && (
        <details>
          <summary>
            {t('unit_replies')} {replies.length}
          </summary>
          <HistoryList entries={replies} />
        </details>
      )}
      <details>
        <summary>
          {t('unit_dispatches')} {found.dispatches.length}
        </summary>
        <Dispatches of={found.dispatches} />
      </details>
      <details open>
        <summary>
          {t('case_history')} {found.history.length}
        </summary>
        <HistoryList entries={found.history.toReversed()} />
      </details>
    </section>
  )
}
