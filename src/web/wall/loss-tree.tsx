import './loss-tree.css'
import type { TodayView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatRate } from '../time/format.ts'
import { shareOf } from './share.ts'

interface Branch {
  readonly word: TextKey
  readonly count: number
  readonly level: 1 | 2
  /** Counted in other branches as well. */
  readonly apart?: boolean
}

/** Only where callers do keep their place: a house without that has no line of it. */
const keptOf = ({ overflowedKept = 0 }: TodayView): readonly Branch[] =>
  overflowedKept === 0 ? [] : [{ word: 'overflow_kept', count: overflowedKept, level: 2 }]

/** The branches of the day's losses; those of one level add up to the one above, but for the short ones, which are told apart. */
export const branchesOf = (today: TodayView): readonly Branch[] => [
  { word: 'end_abandoned', count: today.abandoned, level: 1 },
  { word: 'lost_announcement', count: today.abandonedInAnnouncement, level: 2 },
  { word: 'lost_queue', count: today.abandonedInQueue, level: 2 },
  { word: 'lost_ringing', count: today.abandonedRinging, level: 2 },
  { word: 'lost_short', count: today.abandonedShort, level: 2, apart: true },
  { word: 'overflowed', count: today.overflowed, level: 1 },
  { word: 'overflow_full', count: today.overflowedFull, level: 2 },
  { word: 'overflow_wait', count: today.overflowedWait, level: 2 },
  ...keptOf(today),
  { word: 'failed', count: today.failed, level: 1 },
]

/** Where today's lost callers were lost, each with its share of all offered. */
export const LossTree = ({ today }: { readonly today: TodayView }) => {
  const { t } = useLanguage()
  return (
    <section className="losses">
      <table>
        <caption>{t('loss_tree')}</caption>
        <tbody>
          {branchesOf(today).map(({ word, count, level, apart = false }) => (
            <tr key={word} data-branch={level} data-apart={apart}>
              <th scope="row">{t(word)}</th>
              <td className="number">{count}</td>
              <td className="number share">{formatRate(shareOf(count, today.offered))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
