import type { PlainDate } from './day.ts'

/** A day that a notice or an overlay speaks of, and the holiday or the reason that it gives: 国庆节. */
export interface NamedDay {
  readonly date: PlainDate
  readonly name: string
}

/** Where the days of a calendar come from. */
export interface CalendarSource {
  /** From 1; a later version replaces the earlier ones as a whole. */
  readonly version: number
  /** Of an overlay empty where its order is on paper. */
  readonly url: string
  readonly title: string
  /** When it was made known; before that nobody could count with it. */
  readonly knownFrom: PlainDate
}

/**
 * The holidays (放假) and make-up days (调休上班) of a year as the State Council's notice has them. The days of a notice reach into
 * the last days of the December before (元旦 of 2019 began on 30 December 2018).
 */
export interface CalendarYear extends CalendarSource {
  readonly year: number
  readonly off: readonly NamedDay[]
  readonly makeUp: readonly NamedDay[]
}

/** Who sets days of his own over the notices; a city's word goes before its province's. */
export const overlayScopes = ['province', 'city'] as const
export type OverlayScope = (typeof overlayScopes)[number]

/** Days off or working that hold in one place only: a local festival, a typhoon, an epidemic. */
export interface LocalOverlay extends CalendarSource {
  readonly id: string
  readonly scope: OverlayScope
  readonly off: readonly NamedDay[]
  readonly working: readonly NamedDay[]
}
