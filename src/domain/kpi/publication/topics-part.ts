import { dateOf } from '../../calendar/day.ts'
import { nameOf, type TopicsOfPeriod } from '../breakdown/breakdown.ts'
import { hotTopics, largestSpikes, leastOfSpike, mostTopics, spikesOf } from '../breakdown/hot-topics.ts'
import { usualDays } from '../breakdown/topic-tally.ts'
import { hundredthsOf } from '../rate.ts'
import { changeWords } from './comparison.ts'
import type { Block, Table } from './document.ts'
import { countCell, derivedCell, plainCell, suppressionNote, withheld } from './shown.ts'
import { type Shown, suppress } from './suppression.ts'
import { dash, dateWords, daysWords, periodWords } from './words.ts'

/** How many spikes are told at most. */
const mostSpikes = 20

interface TopicsPart {
  readonly topics: TopicsOfPeriod
  readonly names: ReadonlyMap<string, string>
  /** Topics of fewer cases are not listed, and counts of the year before below it and above 0 are hidden; 0: all are shown. */
  readonly threshold: number
}

const topicsTable = ({ topics, names, threshold }: TopicsPart): Table | null => {
  const hot = hotTopics(topics).filter(({ cases }) => cases >= threshold)
  if (hot.length === 0) return null
  const { now, before } = topics
  const shownBefore = suppress(
    hot.map(topic => topic.before ?? 0),
    threshold,
  )
  return {
    kind: 'table',
    caption: '1. 热点主题',
    asOf: daysWords(now.period),
    columns: ['件数', '占全部诉求', ...(before === null ? [] : [`${periodWords(before.period)}（件）`, '增减'])],
    rows: hot.map(({ topic, cases, share, before: then }, index) => ({
      head: nameOf(names, topic),
      cells: [
        plainCell(String(cases)),
        plainCell(share === null ? dash : `${(share / 100).toFixed(2)}%`),
        ...(then === null
          ? []
          : [
              countCell(then, shownBefore[index], threshold),
              derivedCell(changeWords(cases, then), [shownBefore[index]]),
            ]),
      ],
    })),
    notes: [
      `诉求最多的${mostTopics}个主题。一件诉求有几个主题的分别计入，各主题之和不是诉求总量；占比的分母是当期受理的全部诉求${now.cases}件，其中未标主题的${now.without > 0 && now.without < threshold ? `不足${threshold}` : now.without}件。`,
      ...(threshold > 1 ? [`不足${threshold}件的主题不列出。`] : []),
      ...(before === null ? [] : suppressionNote(threshold)),
    ],
  }
}

const spikesTable = ({ topics: { now }, names, threshold }: TopicsPart): Table | null => {
  const all = spikesOf(now).filter(({ cases }) => cases >= threshold)
  const told = largestSpikes(all, mostSpikes)
  if (told.length === 0) return null
  const shown = ({ usual }: { usual: number }): Shown => (usual > 0 && usual < threshold ? 'withheld' : 'whole')
  return {
    kind: 'table',
    caption: '2. 单日突增',
    asOf: daysWords(now.period),
    columns: ['主题', '当日（件）', `此前${usualDays}日日均（件）`],
    rows: told.map(({ topic, day, cases, usual }) => ({
      head: dateWords(dateOf(day)),
      cells: [
        plainCell(nameOf(names, topic)),
        plainCell(String(cases)),
        // in hundredths, half up, as a rate is
        derivedCell(((hundredthsOf(usual, usualDays * 100) ?? 0) / 100).toFixed(2), [shown({ usual })]),
      ],
    })),
    notes: [
      `突增：某主题当日不少于${leastOfSpike}件，且超过此前${usualDays}日日均加三倍波动；波动取日均的平方根（日均不足1的按1），互不相关的诉求本身约有这样的起伏，超出三倍的每个主题平均一两年才偶有一次。${usualDays}日整为四周，各星期几一样多。此前不足${usualDays}日有记录的日子不判定。`,
      ...(all.length > told.length ? [`共${all.length}次，列出高出日均最多的${told.length}次。`] : []),
      ...(told.some(spike => shown(spike) !== 'whole')
        ? [`此前${usualDays}日合计为1至${threshold - 1}件的，日均印作“${withheld}”。`]
        : []),
    ],
  }
}

/** What cases of a period were about: the most frequent topics beside the year before, and days on which one stood out. Empty where there is nothing to tell. */
export const topicsPart = (part: TopicsPart): readonly Block[] =>
  [topicsTable(part), spikesTable(part)].flatMap(table => table ?? [])
