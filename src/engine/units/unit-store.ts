/** Whose cases are meant: of the unit that leads, or of the tier-2 unit they were handed down to. */
export type WhoseCases = { readonly unit: string } | { readonly handlerUnit: string }

/** How many open cases a unit has now, by what must be done next. */
export interface UnitBox {
  readonly open: number
  readonly toSign: number
  readonly toHandle: number
  /** With a draft of a reply that waits for clerk or leader. */
  readonly toSignOff: number
  /** The next step is somebody else's: a ruling, the end of a suspension, a review, a return visit. */
  readonly waiting: number
  /** Of those without a reply: due today and not yet over, and over. */
  readonly dueToday: number
  readonly overdue: number
  /** Beside all these: what it assists with, which another unit leads. */
  readonly assisting: number
}

/**
 * What a unit did of what fell due in a period (DOMAIN.md 2.3). An assignment that left the unit without a reply (returned, ruled away, merged,
 * withdrawn, terminated) counts where it had been over before it left, and not otherwise.
 */
export interface UnitFigures {
  /** Assignments whose sign limit fell in the period: signed within it, later, not yet. */
  readonly signDue: number
  readonly signedInTime: number
  readonly signedLate: number
  readonly unsigned: number
  /** Assignments that fell due in the period: replied to before the due instant, later, not yet. */
  readonly handleDue: number
  readonly handledInTime: number
  readonly handledLate: number
  readonly unhandled: number
}

/** Reads of one unit's work as figures. */
export interface UnitReads {
  /** What it has now; `dayEnd`: when today is over (UTC ms). */
  unitBox(whose: WhoseCases, now: number, dayEnd: number): Promise<UnitBox>
  /** What fell due in [from, to), UTC ms. */
  unitFigures(whose: WhoseCases, from: number, to: number): Promise<UnitFigures>
}
