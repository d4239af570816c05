import type { OpenStore } from '../../../src/adapters/store/open-store.ts'
import { defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { defaultLimits } from '../../../src/domain/calendar/limit-table.ts'
import { caseNumberOf } from '../../../src/domain/cases/case-number.ts'
import { countedClocks } from '../../../src/domain/cases/life/counted-clocks.ts'
import { registrationFacts } from '../../../src/domain/cases/life/register.ts'
import type { Actor, Role } from '../../../src/domain/cases/role.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { similarTo } from '../../../src/engine/cases/similar.ts'
import { percentile, rounded } from '../percentiles.ts'
import { callerOf, chance, inventTexts, unitOf } from './invented.ts'

/** How long one kind of read took, ms, and the most it may take. */
export interface Timed {
  readonly what: string
  readonly count: number
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly goal: { readonly of: 'p95' | 'p99'; readonly ms: number }
}

type Job = (n: number) => Promise<unknown>

const timed = async (what: string, count: number, goal: Timed['goal'], job: Job): Promise<Timed> => {
  const took: number[] = []
  for (let n = -Math.ceil(count / 20); n < count; n += 1) {
    const from = performance.now()
    await job(Math.abs(n))
    // the first ones only warm up
    if (n >= 0) took.push(performance.now() - from)
  }
  const at = (share: number) => rounded(percentile(took, share), 1)
  return { what, count, p50: at(0.5), p95: at(0.95), p99: at(0.99), goal }
}

const dayMs = 86_400_000
const offices: readonly Role[] = ['reviewer', 'dispatcher', 'callback_agent', 'unit_clerk']

const p95 = (ms: number) => ({ of: 'p95', ms }) as const

/** Measures every read of cases on a store that `fill…` has filled with `cases` cases, one after the other; tells each when it is there. */
export const measureRecords = async (
  store: OpenStore,
  cases: number,
  rounds: number,
  say: (text: string) => void,
): Promise<readonly Timed[]> => {
  const told = async (what: string, count: number, goal: Timed['goal'], job: Job): Promise<Timed> => {
    const one = await timed(what, count, goal, job)
    say(lineOf(one))
    return one
  }
  const { read } = store
  const random = chance(777)
  const { word, text, words } = inventTexts(chance(12345))
  const newest = await read.cases({ limit: 100 })
  const [first] = newest
  if (!first) throw new Error('the store is empty')
  const oldest = Date.UTC(2016, 0, 1)
  const someInstant = () => oldest + Math.floor(random() * (first.acceptedAt - oldest))
  const agent = (n: number) => (n % 2 === 0 ? {} : { confidentialOf: '1007' })
  const before = () => ({ acceptedAt: someInstant(), caseNo: '99999999999999' })
  const deep = () => {
    const date = new Date(someInstant()).toISOString().slice(0, 10).replaceAll('-', '')
    return { acceptedAt: 0, caseNo: caseNumberOf({ localDay: Number(date), running: 1 }) }
  }
  const frequent = words.slice(0, 60)
  const some = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  return [
    await told('list, any page', rounds, p95(100), n =>
      read.cases({ limit: 21, ...(n % 3 > 0 && { before: before() }) }),
    ),
    await told('list, open ones', rounds, p95(100), () => read.cases({ limit: 21, open: true })),
    await told('cases of a number', rounds, p95(100), () =>
      read.cases({ limit: 21, number: callerOf(Math.floor(random() * (cases / 2))) }),
    ),
    await told('case by its number', rounds, p95(100), n =>
      read.cases({ limit: 21, caseNo: newest[n % newest.length]?.caseNo ?? '' }),
    ),
    await told('cases of a unit, any page', rounds, p95(100), n =>
      read.cases({ limit: 21, ofUnit: unitOf(n), ...(n % 3 > 0 && { before: before() }) }),
    ),
    await told('list of the office', rounds, p95(100), n =>
      read.work({ limit: 100, owners: [offices[n % offices.length] ?? 'reviewer'] }),
    ),
    await told('counts of the office', rounds, p95(100), () => read.workCounts({ now: first.acceptedAt })),
    await told('in-box of a unit', rounds, p95(100), n => read.work({ limit: 100, unit: unitOf(n) })),
    await told('figures of a unit', rounds, p95(100), n => {
      const whose = { unit: unitOf(n) }
      const now = first.acceptedAt
      return Promise.all([read.unitBox(whose, now, now + dayMs), read.unitFigures(whose, now - 30 * dayMs, now)])
    }),
    await told('one word', rounds, p95(300), n => read.cases({ limit: 21, words: [word()], ...agent(n) })),
    await told('two words', rounds, p95(300), n => read.cases({ limit: 21, words: [word(), word()], ...agent(n) })),
    await told('three words', rounds, p95(300), n =>
      read.cases({ limit: 21, words: [word(), word(), word()], ...agent(n) }),
    ),
    await told('two frequent words', rounds, p95(300), n =>
      read.cases({ limit: 21, words: [some(frequent), some(frequent)], ...agent(n) }),
    ),
    await told('a word, a later page', rounds, p95(300), n =>
      read.cases({ limit: 21, words: [word()], before: deep(), ...agent(n) }),
    ),
    await told('a word, open ones', rounds, p95(300), n =>
      read.cases({ limit: 21, words: [word()], open: true, ...agent(n) }),
    ),
    await told('one character', rounds, p95(300), n =>
      read.cases({ limit: 21, words: [some([...word()])], ...agent(n) }),
    ),
    await told('a word nobody wrote', rounds, p95(300), n =>
      read.cases({ limit: 21, words: [`鿀鿁${n}`], ...agent(n) }),
    ),
    await told('case opened in full', rounds, p95(50), n => {
      const { caseNo } = newest[n % newest.length] ?? first
      return Promise.all([read.caseByNo(caseNo), read.caseFacts(caseNo)])
    }),
    await told('suggestion and duplicates', rounds, p95(50), () =>
      similarTo(read, {
        text: text(),
        place: '',
        number: callerOf(Math.floor(random() * 1000)),
        confidentialOf: '1007',
        now: Date.now(),
      }),
    ),
    await told('screen-pop', 10 * rounds, { of: 'p99', ms: 5 }, () =>
      read.callerHistory(callerOf(Math.floor(random() * (cases / 2))), 'none', first.acceptedAt),
    ),
    await told('a case registered, durable', rounds, p95(50), n => store.append(factsOf(n, text(), first.acceptedAt))),
  ]
}

const clocks = countedClocks({
  limits: defaultLimits,
  calendar: { version: '', years: new Set(), days: new Map() },
  counting: defaultCounting,
  topicsAbove: topic => [topic],
})
const agent: Actor = { kind: 'user', name: '1007', roles: ['agent'], unit: null, agentId: '1007' }

const factsOf = (n: number, text: string, at: number): readonly Fact[] => {
  const place = { localDay: 20270101, running: n + 1 }
  const registration = {
    ...place,
    caseNo: caseNumberOf(place),
    requestId: `measured-${n}`,
    callId: `measured-${n}`,
    agentId: '1007',
    number: callerOf(n),
  }
  const form = {
    ...({ class: 'complaint', title: '', text, place: '', requesterName: '', contact: 'phone', answer: '' } as const),
    ...{ urgent: false, confidential: null, anonymous: false, enterprise: false, specialNeeds: false },
  }
  const context = { now: at, clocks, units: new Map(), dayOf: () => 20270101, ratingWindowMs: 0 }
  return registrationFacts(registration, form, agent, context).map(body => ({ ...body, at, received: at }) as Fact)
}

const lineOf = ({ what, count, p50, p95: ninetyFifth, p99, goal }: Timed): string =>
  [
    what,
    count,
    p50,
    ninetyFifth,
    p99,
    `${goal.of} ≤ ${goal.ms} ms${isMet({ p95: ninetyFifth, p99, goal }) ? '' : ' MISSED'}`,
  ].join(' | ')

/** The same as a table for a terminal. */
export const recordsText = (all: readonly Timed[]): string =>
  ['what | rounds | p50 ms | p95 ms | p99 ms | goal', ...all.map(lineOf)].join('\n')

const isMet = ({ goal, ...took }: Pick<Timed, 'p95' | 'p99' | 'goal'>): boolean =>
  (took[goal.of] ?? Number.POSITIVE_INFINITY) <= goal.ms
