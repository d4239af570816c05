import type { SkillLevel } from '../queue/queue.ts'

/** Agent states: DESIGN.md 4 and docs/states.md. */
export type AgentState = 'offline' | 'ready' | 'reserved' | 'talking' | 'wrap_up' | 'paused'

/** Reasons of a pause. The first five are the agent's to choose, the others are set by the server. */
export type PauseReason =
  | 'break'
  | 'meal'
  | 'training'
  | 'meeting'
  | 'other_work'
  | 'signed_in'
  | 'missed'
  | 'declined'
  | 'phone_failed'
  | 'forced'

/** The reasons an agent may choose himself. */
export const chosenPauseReasons: readonly PauseReason[] = ['break', 'meal', 'training', 'meeting', 'other_work']

/** A pause by itself ends in ready; offline ends in what the agent was before his console or phone went. */
export type Resume = 'ready' | PauseReason

/** What an agent becomes once the present engagement is over, where he asked for something else than ready. */
export type NextState = { readonly state: 'paused'; readonly reason: PauseReason } | { readonly state: 'offline' }

/** A kind of phone: the page's own one, or a device beside it (a desk phone or softphone). */
export type Device = 'browser' | 'desk'

export interface Agent {
  readonly id: string
  readonly name: string
  /** The number of the agent's phone, which is also the name of its endpoint. */
  readonly extension: string
  readonly group: string
  readonly skills: readonly SkillLevel[]
  /** Agents of one group with the same skills share this key; see routing/ready.ts. */
  readonly profileKey: string
  readonly state: AgentState
  /** When the present state began. */
  readonly since: number
  readonly reason: PauseReason | null
  /** When the present state ends by itself; null where it does not. */
  readonly until: number | null
  /** The call this agent is reserved for, talks in, or wraps up. */
  readonly callId: string | null
  /** The chat this agent is reserved for, writes in, or wraps up; never beside a call. */
  readonly chatId: string | null
  readonly offerId: string | null
  /** The channel of this agent that belongs to the call; a standing leg outlives it. */
  readonly leg: string | null
  /** Since when that leg is in a talk; of no meaning outside one. */
  readonly legSince: number
  /** The phone it belongs to; null where there is none, or it is not known after a restart. */
  readonly legDevice: Device | null
  readonly next: NextState | null
  /** What he becomes when console and phone are both back. */
  readonly resume: Resume
  readonly missesInARow: number
  /** How often the present wrap-up was extended. */
  readonly extensions: number
  /** Wrap-up that the present call will give him, in ms. */
  readonly wrapUpMs: number
  readonly signedIn: boolean
  readonly console: boolean
  /** Whether a call can reach him: see `isReachable` in phone.ts. */
  readonly phone: boolean
  /** Which of his phones are registered with Asterisk. */
  readonly browserPhone: boolean
  readonly deskPhone: boolean
  /** Whether his browser phone is to be called once and then kept for the shift. */
  readonly wantsStandingLeg: boolean
  /** Whether an offer to his standing leg is taken at once by the server. */
  readonly autoAccept: boolean
  /** The channel kept up for the whole shift, null where none is. */
  readonly standingLeg: string | null
  /** The channel that is being set up to become it. */
  readonly risingLeg: string | null
  /** How often in a row that has failed. */
  readonly risingFailures: number
  /** When the leg that is being set up is given up, or the next one is tried. */
  readonly phoneUntil: number | null
}

/** An agent who is known but not there. */
export const absentAgent = (
  profile: Pick<Agent, 'id' | 'name' | 'extension' | 'group' | 'skills' | 'wantsStandingLeg' | 'autoAccept'>,
  now: number,
): Agent => ({
  ...profile,
  profileKey: profileKeyOf(profile.group, profile.skills),
  state: 'offline',
  since: now,
  reason: null,
  until: null,
  callId: null,
  chatId: null,
  offerId: null,
  leg: null,
  legSince: now,
  legDevice: null,
  next: null,
  resume: 'signed_in',
  missesInARow: 0,
  extensions: 0,
  wrapUpMs: 0,
  signedIn: false,
  console: false,
  phone: false,
  browserPhone: false,
  deskPhone: false,
  standingLeg: null,
  risingLeg: null,
  risingFailures: 0,
  phoneUntil: null,
})

/** One key for all agents of a group with the same skills. */
export const profileKeyOf = (group: string, skills: readonly SkillLevel[]): string =>
  [group, ...skills.map(({ skill, level }) => `${skill}:${level}`).sort()].join('|')
