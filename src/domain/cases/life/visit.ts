import type { ContactWay } from '../case.ts'

/** What the citizen said of the result (DOMAIN.md 4.6). */
export const scores = ['satisfied', 'basically_satisfied', 'dissatisfied'] as const
export type Score = (typeof scores)[number]

/** How a return visit ended: rated, refused, or given up after all attempts 未参评. */
export const visitResults = ['rated', 'refused', 'unreached'] as const
export type VisitResult = (typeof visitResults)[number]

/** By which way a rating came. */
export const ratingSources = ['callback', 'sms', 'wechat', 'web', 'keypad'] as const
export type RatingSource = (typeof ratingSources)[number]

/** By which way the hotline asks a requester who is reached so: by phone, unless he wants messages. */
export const visitedBy = (contact: ContactWay): RatingSource => (contact === 'sms' ? 'sms' : 'callback')

/** The ways by which the result of a unit is rated; a key after a talk rates the agent, and the two are never in one rate. */
export const resultSources = ['callback', 'sms', 'wechat', 'web'] as const satisfies readonly RatingSource[]

/** What became of a dissatisfied rating that leads to no redo: it counts, or it does not and why. The rating itself stays for ever. */
export const adjudications = ['kept', 'excluded', 'recoded_satisfied'] as const
export type Adjudication = (typeof adjudications)[number]

/** Where a ruling stands. `void`: what it was about was overtaken, by another rating, a redo or a reopening, before anybody confirmed it. */
export const rulingStates = ['proposed', 'confirmed', 'refused', 'void'] as const
export type RulingState = (typeof rulingStates)[number]
