import './office-words.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { assignmentTexts } from './case-words.ts'
import { formatDue, formatMoment } from './due-words.ts'
import { useUnits } from './units.ts'

type Dispatch = CaseDetail['dispatches'][number]

const endOf = ({ ended }: Dispatch): TextKey => {
  const texts: Readonly<Record<string, TextKey>> = assignmentTexts
  return texts[ended ?? 'runs'] ?? 'assignment_runs'
}

const isLate = ({ dueAt, repliedAt, endedAt }: Dispatch, now: number): boolean => (repliedAt ?? endedAt ?? now) >= dueAt

/** To whom a case was given, each with its clocks: signed for, contacted, due, replied. */
export const CaseDispatches = ({ of, now }: { readonly of: readonly Dispatch[]; readonly now: number }) => {
  const { t } = useLanguage()
  const { nameOf } = useUnits()
  const moment = (at: number | null) => (at === null ? '—' : formatMoment(at).slice(5))
  return (
    <table className="list case-dispatches">
      <thead>
        <tr>
          <th>{t('detail_unit')}</th>
          <th>{t('happened_dispatch')}</th>
          <th>{t('happened_sign')}</th>
          <th>{t('column_due')}</th>
          <th>{t('happened_reply')}</th>
          <th>{t('column_state')}</th>
        </tr>
      </thead>
      <tbody>
        {[...of].reverse().map(each => (
          <tr key={each.number}>
            <td>
              {nameOf(each.unit)}
              {each.handlerUnit !== null && ` › ${nameOf(each.handlerUnit)}`}
              {each.ruled && <span className="mark">{t('happened_assign_by_ruling')}</span>}
              {each.round > 1 && <span className="mark">{t('dispatch_round', { n: each.round })}</span>}
            </td>
            <td className="digits">{moment(each.dispatchedAt)}</td>
            <td className="digits">{each.signedAt === null ? formatDue(each.signBy) : moment(each.signedAt)}</td>
            <td className="digits" data-late={isLate(each, now)}>
              {formatDue(each.dueAt)}
              {each.dueAt !== each.firstDueAt && ` (${formatDue(each.firstDueAt)})`}
              {isLate(each, now) && <span className="mark mark-late">{t('case_late')}</span>}
            </td>
            <td className="digits">{moment(each.repliedAt)}</td>
            <td>{t(endOf(each))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
