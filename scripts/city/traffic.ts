import { arrivals, type Demand } from './arrivals.ts'
import type { CallPlan, CitizenCall } from './citizen.ts'
import type { Citizens } from './citizens.ts'
import { type Duration, draw, patience as usualPatience, talk as usualTalk } from './durations.ts'
import { happens, type Random, seededRandom } from './random.ts'

/** Who calls, how often and for how long. Shares from 0 to 1. */
export interface TrafficPlan {
  readonly demand: Demand
  readonly seed: number
  readonly patience?: Duration
  readonly talk?: Duration
  /** Share of the callers who hide their number; 0.02 unless said otherwise. */
  readonly withheldShare?: number
  /** Share of the calls by somebody who has called before; 0.2 unless said otherwise. */
  readonly repeatShare?: number
  /** Share of the talks that the citizen ends; 0.7 unless said otherwise. */
  readonly citizenEndsShare?: number
  readonly dialled?: string
  /** No further call once so many are up at once, so that a hotline that hangs is not buried; 2000. */
  readonly atMostAtOnce?: number
  /** Told of each call as it is made. */
  readonly onCall?: (call: CitizenCall) => void
}

/** Traffic that runs. */
export interface Traffic {
  /** Calls made so far, and arrivals that were left out because of `atMostAtOnce` or for want of a free number. */
  readonly counts: { readonly calls: number; readonly leftOut: number }
  /** No further calls; those that are up go on. */
  end(): void
  /** No further calls, and those of this traffic hang up. Resolves when all are over. */
  stop(): Promise<void>
  /** Resolves when no further calls come. */
  readonly ended: Promise<void>
}

const rememberedNumbers = 1000

/**
 * The plans of calls one after the other, without end: pure, so the same seed gives the same city. `isFree` says
 * whether a number may call now; null where none could be found, which is so when nearly ten thousand call at once.
 */
export function* callPlans(
  plan: Omit<TrafficPlan, 'demand' | 'onCall'>,
  isFree: (number: string) => boolean,
  random: Random,
): Generator<CallPlan | null, never> {
  const earlier: string[] = []
  const { withheldShare = 0.02, repeatShare = 0.2, citizenEndsShare = 0.7 } = plan
  const pick = (): string | undefined => {
    if (earlier.length > 0 && happens(random, repeatShare)) {
      const known = earlier[Math.floor(random() * earlier.length)]
      if (known !== undefined && isFree(known)) return known
    }
    for (let tries = 0; tries < 100; tries++) {
      const number = `1${3 + Math.floor(random() * 7)}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`
      if (isFree(number)) return number
    }
    return undefined
  }
  for (;;) {
    const number = pick()
    if (number === undefined) {
      yield null
      continue
    }
    if (!earlier.includes(number)) earlier.push(number)
    if (earlier.length > rememberedNumbers) earlier.shift()
    const withheld = happens(random, withheldShare)
    yield {
      number,
      withheld,
      patienceMs: Math.round(draw(plan.patience ?? usualPatience(), random)),
      talkMs: Math.round(draw(plan.talk ?? usualTalk(), random)),
      // the phone cannot know who hides his number, so he has to end the talk himself
      hangsUpFirst: withheld || happens(random, citizenEndsShare),
      ...(plan.dialled !== undefined && { dialled: plan.dialled }),
    }
  }
}

export function startTraffic(citizens: Citizens, plan: TrafficPlan): Traffic {
  const times = arrivals(plan.demand, seededRandom(plan.seed))
  const plans = callPlans(plan, citizens.isFree, seededRandom(plan.seed + 1))
  const startedAt = performance.now()
  const open = new Set<CitizenCall>()
  const ended = Promise.withResolvers<void>()
  const counts = { calls: 0, leftOut: 0 }
  let timer: NodeJS.Timeout | null = null
  let over = false

  const callNow = () => {
    const next = plans.next().value
    if (next === null || open.size >= (plan.atMostAtOnce ?? 2000)) {
      counts.leftOut += 1
      return
    }
    const call = citizens.call(next)
    counts.calls += 1
    open.add(call)
    void call.ended.then(() => open.delete(call))
    plan.onCall?.(call)
  }
  const wait = () => {
    const at = startedAt + times.next().value
    timer = setTimeout(
      () => {
        callNow()
        if (!over) wait()
      },
      Math.max(0, at - performance.now()),
    )
  }
  const end = () => {
    over = true
    if (timer !== null) clearTimeout(timer)
    ended.resolve()
  }
  wait()
  return {
    counts,
    end,
    stop: async () => {
      end()
      const left = [...open]
      for (const call of left) call.hangUp()
      await Promise.all(left.map(call => call.ended))
    },
    ended: ended.promise,
  }
}
