/**
 * Callers of one stretch of time and those who answer them. Times in seconds: `handling` the mean of talk and wrap-up, `patience` how long a caller
 * waits in the mean before he gives up (`patienceOf`); Infinity: for ever.
 */
export interface Load {
  readonly callsPerHour: number
  readonly handling: number
  readonly patience: number
}

/** What a queue comes to in the long run. Shares from 0 to 1 of all who call; times in seconds. */
export interface QueueForecast {
  /** Had to wait. */
  readonly waits: number
  readonly abandons: number
  /** Of all who call, also of those who give up. */
  readonly meanWait: number
  /** Of the agents' time that is talk or wrap-up. */
  readonly occupancy: number
  /** Answered within so many seconds, of all who call (DOMAIN.md 2.2). */
  serviceLevel(seconds: number): number
}

/** Whether the line has more work than its agents and nobody gives up: then the queue grows for ever, and there is nothing to say. */
const isEndless = ({ callsPerHour, handling, patience }: Load, agents: number): boolean =>
  patience === Number.POSITIVE_INFINITY && (callsPerHour / 3_600) * handling >= agents

/** States so much more seldom than the most frequent one, as a logarithm, are left out. */
const negligible = -32
/** More waiting callers are thought of than any city has lines. */
const mostWaiting = 100_000

/**
 * Erlang A (M/M/n+M): calls at random, handling and patience exponential, n agents, no limit of lines. With endless patience it is Erlang C. Null where nobody ever gives up and
 * the work is more than the agents can do. Sources: C. Palm, Research on telephone traffic carried by full availability groups (1957); A. Mandelbaum, S. Zeltyn, Service engineering
 * in action: the Palm/Erlang-A queue (2007).
 *
 * Who finds q others waiting is served after the sum of q + 1 exponential times of the rates nμ + iθ, i = 0 … q, unless he gives up before. e to the power of −θ times that sum has a
 * beta distribution of nμ/θ and q + 1, so that the share served within t is a sum of positive terms; there is nothing to integrate.
 */
export const erlangA = (load: Load, agents: number): QueueForecast | null => {
  const { callsPerHour, handling, patience } = load
  if (isEndless(load, agents)) return null
  const arrivals = callsPerHour / 3_600
  const work = arrivals * handling
  const theta = patience === Number.POSITIVE_INFINITY ? 0 : 1 / patience
  const service = agents / handling

  const states = sharesOf(arrivals, agents, handling, theta)
  const free = states.slice(0, agents).reduce((so, share) => so + share, 0)
  /** The share of callers who find all busy and so many waiting before them. */
  const finds = states.slice(agents)
  const inQueue = finds.reduce((so, share, queue) => so + share * queue, 0)
  const abandons = arrivals === 0 ? 0 : (theta * inQueue) / arrivals
  return {
    waits: 1 - free,
    abandons,
    meanWait: arrivals === 0 ? 0 : inQueue / arrivals,
    occupancy: agents === 0 ? 0 : (work * (1 - abandons)) / agents,
    serviceLevel: seconds => free + servedWithin(finds, service, theta, seconds),
  }
}

/** The share of time in which so many callers are in talk or wait, from none upwards. By logarithms: with much work and patience the most frequent state is far above none. */
const sharesOf = (arrivals: number, agents: number, handling: number, theta: number): readonly number[] => {
  if (arrivals === 0) return [1, ...new Array<number>(agents).fill(0)]
  const logs = [0]
  let most = 0
  for (let callers = 1; callers <= agents + mostWaiting; callers += 1) {
    const leave = Math.min(callers, agents) / handling + Math.max(0, callers - agents) * theta
    const log = (logs[callers - 1] ?? 0) + Math.log(arrivals / leave)
    logs.push(log)
    most = Math.max(most, log)
    if (callers >= agents && log < most + negligible && arrivals < leave) break
  }
  const shares = logs.map(log => Math.exp(log - most))
  const sum = shares.reduce((so, share) => so + share, 0)
  return shares.map(share => share / sum)
}

/** Of those who wait, the share of all callers that is served within `seconds`. */
const servedWithin = (finds: readonly number[], service: number, theta: number, seconds: number): number => {
  // with endless patience the sum is one of a Poisson distribution; the same terms, taken to the limit
  const gone = theta === 0 ? 0 : -Math.expm1(-theta * seconds)
  // by logarithms: of a long time the first terms are too small to be numbers, and the later ones are not
  let term = -(service + theta) * seconds
  let notYet = 0
  let served = 0
  for (const [queue, share] of finds.entries()) {
    notYet += Math.exp(term)
    const stays = theta === 0 ? 1 : service / (service + (queue + 1) * theta)
    served += share * stays * Math.max(0, 1 - notYet)
    const ratio = theta === 0 ? service * seconds : (service / theta + 1 + queue) * gone
    term += Math.log(ratio / (queue + 1))
  }
  return served
}

/**
 * Mean patience in seconds out of what was measured: all time that callers waited, whether answered or not, for each who gave up. The usual estimate for exponential patience
 * where the waits of those who were answered are cut short by the answer. Infinity where nobody gave up.
 */
export const patienceOf = (waitedSeconds: number, abandoned: number): number =>
  abandoned === 0 ? Number.POSITIVE_INFINITY : waitedSeconds / abandoned
