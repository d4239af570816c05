/** One thing that a rung citizen's side does, each after the one before is over. Times in ms. */
export type Step =
  /** 180 */
  | { readonly do: 'ring' }
  /** Plays these sounds once, to their end; before an answer as early media (183). */
  | { readonly do: 'say'; readonly sounds: readonly string[] }
  | { readonly do: 'answer' }
  /** Speaks over and over, until something else is said or all is over; no sounds: an open microphone in a silent room. */
  | { readonly do: 'speak'; readonly sounds: readonly string[] }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'press'; readonly key: string }
  /** Ends the call with this Q.850 cause: before an answer the SIP code that {@link causes} names. */
  | { readonly do: 'end'; readonly cause: number }

export type BehaviourKind =
  | 'answers'
  | 'rings_out'
  | 'busy'
  | 'rejects'
  | 'switched_off'
  | 'out_of_reach'
  | 'suspended'
  | 'empty_number'
  | 'machine'
  | 'hangs_up_at_once'
  | 'network_failure'
  | 'silent'

/** What happens where a citizen is rung. Without an `end` among its steps the hotline has to end it. */
export interface Behaviour {
  readonly kind: BehaviourKind
  /** Whether he who answers will say what he thinks when he is asked: for the one who plays the agent, since no voice is understood here. */
  readonly takesPart: boolean
  readonly steps: readonly Step[]
}

/** Q.850 causes by what Asterisk's SIP makes of them before an answer. */
export const causes = {
  notFound404: 1,
  busy486: 17,
  timeout408: 18,
  unavailable480: 20,
  forbidden403: 21,
  gone410: 22,
  failure500: 38,
  unavailable503: 34,
  /** After an answer: he hangs up. */
  decline603: 16,
} as const

const speech: readonly string[] = ['city-visited-1', 'city-visited-2']
/** He takes a call, and speaks until it is over. */
export const answersNow: readonly Step[] = [{ do: 'answer' }, { do: 'speak', sounds: speech }]
const hangUp: Step = { do: 'end', cause: causes.decline603 }
const wait = (ms: number): Step => ({ do: 'wait', ms })
const ring: Step = { do: 'ring' }
const after = (ms: number): readonly Step[] => (ms > 0 ? [ring, wait(ms)] : [])

/** How a failure is told: by its code at once, or as Chinese carriers do, by an announcement and some code afterwards. */
export interface Told {
  /** Whether it is spoken, as early media. */
  readonly announced?: boolean
  readonly cause?: number
  /** It rings so long before. */
  readonly ringMs?: number
}

const fails = (kind: BehaviourKind, cause: number, sound: string, told: Told): Behaviour => ({
  kind,
  takesPart: false,
  steps: [
    ...after(told.ringMs ?? 0),
    ...(told.announced === true ? [{ do: 'say', sounds: [sound] } as const] : []),
    { do: 'end', cause: told.cause ?? cause },
  ],
})

/** He answers and talks. */
export interface AnswerPlan {
  readonly ringMs?: number
  /** What is heard until then: the phone's ringing (180), a tune of his (183), or nothing at all. */
  readonly before?: 'ringing' | 'tune' | 'nothing'
  /** After so long he hangs up; left out: the hotline ends the talk. */
  readonly talkMs?: number
  /** Sounds that he speaks over and over; none: he is silent. */
  readonly sounds?: readonly string[]
  /** Keys that he presses by himself, each so long after what came before. */
  readonly keys?: readonly { readonly afterMs: number; readonly key: string }[]
  readonly takesPart?: boolean
}

export const answers = (plan: AnswerPlan = {}): Behaviour => {
  const { ringMs = 3000, before = 'ringing', talkMs, sounds = speech, keys = [], takesPart = true } = plan
  const waits: readonly Step[] =
    before === 'ringing'
      ? [ring, wait(ringMs)]
      : [...(before === 'tune' ? [{ do: 'speak', sounds: ['moh/quiet'] } as const] : []), wait(ringMs)]
  return {
    kind: 'answers',
    takesPart,
    steps: [
      ...waits,
      { do: 'answer' },
      { do: 'speak', sounds },
      ...keys.flatMap(({ afterMs, key }): Step[] => [wait(afterMs), { do: 'press', key }]),
      ...(talkMs === undefined ? [] : [wait(talkMs), hangUp]),
    ],
  }
}

/** It rings, and nobody takes it: the hotline has to stop, unless the network says so after a while and ends it. */
export const ringsOut = (told?: Told & { readonly ringMs: number }): Behaviour =>
  told === undefined
    ? { kind: 'rings_out', takesPart: false, steps: [ring] }
    : fails('rings_out', causes.unavailable480, 'city-not-answered', told)

export const busy = (told: Told = {}): Behaviour => fails('busy', causes.busy486, 'city-in-talk', told)

/** He presses the red key. The cause `forbidden403` is another way in which networks say it. */
export const rejects = (told: Told = { ringMs: 2000 }): Behaviour =>
  fails('rejects', causes.decline603, 'city-in-talk', told)

export const switchedOff = (told: Told = {}): Behaviour =>
  fails('switched_off', causes.unavailable480, 'city-switched-off', told)

export const outOfReach = (told: Told = {}): Behaviour =>
  fails('out_of_reach', causes.unavailable480, 'city-out-of-reach', told)

export const suspended = (told: Told = {}): Behaviour =>
  fails('suspended', causes.unavailable480, 'city-suspended', told)

export const emptyNumber = (told: Told = {}): Behaviour =>
  fails('empty_number', causes.notFound404, 'city-empty-number', told)

export const networkFailure = (cause: number = causes.unavailable503): Behaviour => ({
  kind: 'network_failure',
  takesPart: false,
  steps: [{ do: 'end', cause }],
})

/** A phone assistant or a mailbox answers, says its sentence, gives the tone and records so long. */
export const machine = ({
  ringMs = 500,
  recordMs = 20_000,
}: {
  ringMs?: number
  recordMs?: number
} = {}): Behaviour => ({
  kind: 'machine',
  takesPart: false,
  steps: [
    ...after(ringMs),
    { do: 'answer' },
    { do: 'say', sounds: ['city-assistant', 'beep'] },
    { do: 'speak', sounds: [] },
    wait(recordMs),
    hangUp,
  ],
})

/** He takes it and hangs up within a second. */
export const hangsUpAtOnce = ({
  ringMs = 3000,
  afterMs = 400,
}: {
  ringMs?: number
  afterMs?: number
} = {}): Behaviour => ({
  kind: 'hangs_up_at_once',
  takesPart: false,
  steps: [...after(ringMs), { do: 'answer' }, { do: 'speak', sounds: [] }, wait(afterMs), hangUp],
})

/** The exchange has taken the call (100), and nothing follows. */
export const silent = (): Behaviour => ({ kind: 'silent', takesPart: false, steps: [] })
