import { useLanguage } from '../language/use-language.tsx'
import { happenedText, stateTexts } from './case-words.ts'
import { formatMoment } from './due-words.ts'
import { actorName, detailLines, type HistoryRow } from './history-words.ts'
import { useUnits } from './units.ts'

interface Props {
  readonly rows: readonly HistoryRow[]
  /** Whether the newest comes first; left out: the oldest. */
  readonly newestFirst?: boolean
}

/** What has happened to a case, in plain words: when, who, what, and what was said. */
export const CaseHistory = ({ rows, newestFirst = false }: Props) => {
  const { t } = useLanguage()
  const { nameOf, topicName } = useUnits()
  const words = { t, unitName: nameOf, topicName }
  const numbered = rows.map((row, index) => ({ row, index }))
  return (
    <ol className="case-history">
      {(newestFirst ? numbered.reverse() : numbered).map(({ row, index }) => (
        <li key={index}>
          <p className="case-history-head">
            <span className="digits">{formatMoment(row.at)}</span> <strong>{t(happenedText(row))}</strong>
            <span className="case-history-by">{actorName(row.by, words)}</span>
            {row.state !== null && <span className="case-history-state">{t(stateTexts[row.state])}</span>}
          </p>
          {detailLines(row, words).map((line, at) => (
            // lines of one row never change places
            // biome-ignore lint/suspicious/noArrayIndexKey: the row is a fact
            <p key={at} className="case-history-line">
              {line}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
