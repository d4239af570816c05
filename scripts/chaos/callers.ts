import { arrivals } from '../city/arrivals.ts'
import type { CallPlan, CitizenCall, City, PhoneCall } from '../city/city.ts'
import { exponential, happens, type Random, seededRandom } from '../city/random.ts'
import { announcedNumber } from './numbers.ts'
import type { CallerRecord, PhoneRecord } from './records.ts'

const impatientShare = 0.12
const announcedShare = 0.08

/** Whole numbers of ms, evenly spread. */
const within = (random: Random, from: number, to: number): number => Math.round(from + (to - from) * random())

/** What the callers of a run are like. Times in ms. */
export interface Habits {
  readonly rate: number
  readonly seed: number
  /** Mean of the talks. */
  readonly talkMs: number
  /** The patient wait this long, up to twice as long. */
  readonly patienceMs: number
}

/**
 * Callers one after the other, without end; the same seed makes the same ones. No two of ten thousand have the same last four digits,
 * which is what an agent's phone shows of a number. Most wait as long as it takes; the others hang up in every state: during the
 * notice, in the queue, while a phone rings. Half of the talks are ended by the agent.
 */
export function* chaosPlans({ seed, talkMs, patienceMs }: Habits): Generator<CallPlan, never> {
  const random = seededRandom(seed + 1)
  for (let n = 0; ; n++) {
    const number = `138${String(1000 + Math.floor(n / 10_000)).padStart(4, '0')}${String(n % 10_000).padStart(4, '0')}`
    const talk = { talkMs: within(random, talkMs * 0.4, talkMs * 1.6), hangsUpFirst: happens(random, 0.5) }
    if (happens(random, announcedShare))
      yield { number, ...talk, dialled: announcedNumber, patienceMs: within(random, 300, 4_000) }
    else if (happens(random, impatientShare))
      yield { number, ...talk, patienceMs: 200 + Math.round(exponential(random, 2_000)) }
    else yield { number, ...talk, patienceMs: within(random, patienceMs, 2 * patienceMs) }
  }
}

/** The citizens of a run and what they wrote down. */
export interface Callers {
  readonly made: number
  /** Calls that are not over. */
  readonly open: number
  /** No further calls. */
  end(): void
  hangUpAll(): Promise<void>
  records(): readonly CallerRecord[]
  /** What the phones saw of the calls of one number within a time span. */
  phonesOf(number: string, from: number, until: number): readonly PhoneRecord[]
}

/** Lets citizens call from now on. `phones`: all calls at agents' phones, which the caller of this goes on filling. */
export const startCallers = (city: City, habits: Habits, phones: readonly PhoneCall[]): Callers => {
  const { rate, seed } = habits
  const calls: CitizenCall[] = []
  const times = arrivals({ kind: 'steady', perSecond: rate }, seededRandom(seed))
  const plans = chaosPlans(habits)
  const startedAt = performance.now()
  let timer: NodeJS.Timeout
  let over = false
  const wait = () => {
    const at = startedAt + times.next().value
    timer = setTimeout(
      () => {
        calls.push(city.citizens.call(plans.next().value))
        if (!over) wait()
      },
      Math.max(0, at - performance.now()),
    )
  }
  wait()
  const open = () => calls.filter(({ endedAt }) => endedAt === null)
  return {
    get made() {
      return calls.length
    },
    get open() {
      return open().length
    },
    end: () => {
      over = true
      clearTimeout(timer)
    },
    hangUpAll: async () => {
      const left = open()
      for (const call of left) call.hangUp()
      await Promise.all(left.map(({ ended }) => ended))
    },
    records: () => toRecords(calls, phones),
    phonesOf: (number, from, until) =>
      phones
        .filter(({ shown, ringsAt }) => callerBehind([{ number, from, until }], shown, ringsAt) !== null)
        .map(phoneRecordOf),
  }
}

const himself = new Set(['gave_up', 'hung_up', 'stopped'])

/** A phone may be told of a call before a busy sipp has written down that it made it. */
const writtenLateMs = 200

/** A display shows the last four digits; with the time they tell which caller it was. */
export const callerBehind = <T extends { readonly number: string; readonly from: number; readonly until: number }>(
  callers: readonly T[],
  shown: string,
  at: number,
): T | null => {
  const digits = /\d{4}$/.exec(shown)?.[0]
  if (digits === undefined) return null
  return (
    callers.findLast(
      ({ number, from, until }) => number.endsWith(digits) && from - writtenLateMs <= at && at <= until + 1_000,
    ) ?? null
  )
}

const toRecords = (calls: readonly CitizenCall[], phones: readonly PhoneCall[]): readonly CallerRecord[] => {
  const spans = calls.map(call => ({
    call,
    number: call.plan.number,
    from: call.dialledAt,
    until: call.endedAt ?? Number.POSITIVE_INFINITY,
  }))
  const byLastFour = Map.groupBy(spans, ({ number }) => number.slice(-4))
  const rang = Map.groupBy(
    phones,
    ({ shown, ringsAt }) => callerBehind(byLastFour.get(shown.slice(-4)) ?? [], shown, ringsAt)?.call,
  )
  return calls.map(call => ({
    source: 'city',
    number: `+86${call.plan.number}`,
    dialled: call.plan.dialled ?? '12345',
    invitedAt: call.invitedAt ?? call.dialledAt,
    takenAt: call.answeredByNetworkAt,
    heardAt: call.connectedAt,
    endedAt: call.endedAt,
    endedBy: call.how === null ? null : himself.has(call.how) ? 'himself' : 'hotline',
    phones: (rang.get(call) ?? []).map(phoneRecordOf),
  }))
}

export const phoneRecordOf = (call: PhoneCall): PhoneRecord => ({
  extension: call.extension,
  ringsAt: call.ringsAt,
  answeredAt: call.answeredAt === null ? null : (call.pickedUpAt ?? call.answeredAt),
  heardAt: call.heardAt,
  endedAt: call.endedAt,
  how: call.how,
})
