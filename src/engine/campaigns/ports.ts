import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts'
import type { NumberPlan } from '../../domain/campaign/dialable.ts'
import type { RingLimits } from '../../domain/campaign/effort.ts'
import type { Fact } from '../../domain/fact.ts'
import type { CaseOffice } from '../cases/case-office.ts'
import type { CaseReads } from '../cases/case-store.ts'
import type { Clock, Log } from '../ports.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import type { CampaignReads } from './campaign-store.ts'
import type { PlaceLine } from './kept-places.ts'

/** Asks a citizen for his rating by message. */
export interface RatingLinks {
  /** `requestId` names the message for ever: asked for twice, it is sent once. */
  send(caseNo: string, requestId: string): Promise<void>
}

export interface CampaignOfficeParts {
  readonly reads: CampaignReads
  readonly caseReads: Pick<CaseReads, 'work' | 'caseByNo' | 'hasUrgentCase'>
  readonly cases: Pick<CaseOffice, 'act' | 'file' | 'onHappening'>
  readonly links: RatingLinks
  readonly settings: Pick<SettingsBook, 'all' | 'onChange'>
  calendar(): WorkingCalendar
  /** How often a number may be rung; left out: as DOMAIN.md 4.5 has it. */
  readonly limits?: RingLimits
  numbers(): NumberPlan
  /** The caller's number of a call, E.164; null: unknown. */
  numberOfCall(callId: string): Promise<string | null>
  /** Places that the line keeps for callers who are rung back in their turn; left out: it keeps none. */
  readonly places?: PlaceLine
  /** 16 bytes of chance in hexadecimal, from a source that nobody foresees. */
  seed(): string
  /** Makes facts durable in order with all others. */
  book(facts: readonly Fact[]): Promise<void>
  /** False while facts may be lost: then nothing is promised to anybody. */
  keepsFacts(): boolean
  readonly clock: Clock
  /** The city's. */
  readonly zone: string
  readonly log: Log
}
