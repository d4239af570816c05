import type { CaseCommand } from '../../domain/cases/life/commands.ts'
import { visitedBy } from '../../domain/cases/life/visit.ts'
import { systemActor } from '../../domain/cases/role.ts'
import type { Clock, Log } from '../ports.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import type { CaseOffice } from './case-office.ts'
import type { CaseSettings } from './case-settings.ts'
import type { CaseReads, CaseRow } from './case-store.ts'

/** Looks after cases that nobody acts upon: what a deadline, a change of the calendar or the end of a unit brings about, and those of old ledgers. */
export interface CaseCaretaker {
  start(): void
  stop(): void
  /** One round now: what is past its deadline by itself, and members of masters that were answered. Resolves when it is done. */
  look(): Promise<void>
  /** Counts all open clocks again. Gives the numbers of the cases of which an end moved. */
  recount(): Promise<readonly string[]>
}

export interface CaseCaretakerParts {
  readonly office: Pick<CaseOffice, 'act' | 'file'>
  readonly reads: Pick<CaseReads, 'work' | 'heldBy' | 'withOpenClocks' | 'ownerless'>
  readonly settings: Pick<SettingsBook, 'onChange'>
  readonly rules: Pick<CaseSettings, 'onClocksChanged' | 'context' | 'units'>
  readonly clock: Clock
  readonly log: Log
}

const everyMs = 60_000
const atOnce = 200

/** What happens to a case by itself when its deadline is there; null: it only stands there as late. */
const byItself = ({ state, score, contact }: Pick<CaseRow, 'state' | 'score' | 'contact'>): CaseCommand | null => {
  if (state === 'suspended') return { event: 'resume', note: '' }
  if (state !== 'pending_callback' || score === 'dissatisfied') return null
  // all attempts and the days of the link are over: 未参评 (DOMAIN.md 4.5)
  const unrated = { score: null, solved: null, contacted: null, reason: '' } as const
  return { event: 'visit', result: 'unreached', source: visitedBy(contact), ...unrated }
}

export const createCaseCaretaker = (parts: CaseCaretakerParts): CaseCaretaker => {
  const { office, reads, clock, log } = parts
  let cancel: (() => void) | null = null
  let running: Promise<unknown> = Promise.resolve()

  /** One job after the other; what fails is told and tried again in the next round. */
  const inOrder = <T>(what: string, job: () => Promise<T>): Promise<T | null> => {
    const mine = running.then(job).catch(error => {
      log.error({ err: error }, what)
      return null
    })
    running = mine
    return mine
  }

  const act = async (caseNo: string, wish: CaseCommand): Promise<boolean> => {
    const answer = await office.act(systemActor, caseNo, wish, null)
    return 'done' in answer
  }

  const lookOnce = async (): Promise<void> => {
    const now = clock.now()
    const late = await reads.work({ states: ['suspended', 'pending_callback'], deadlineBefore: now, limit: atOnce })
    for (const row of late) {
      const wish = byItself(row)
      if (wish) await act(row.caseNo, wish)
    }
    for (const caseNo of await reads.ownerless(atOnce))
      await act(caseNo, { event: 'send_to_review', suggestedUnit: null, note: '' })
  }

  const recountAll = async (): Promise<readonly string[]> => {
    const moved: string[] = []
    const { clocks } = parts.rules.context(clock.now())
    for (let after = ''; ; ) {
      const page = await reads.withOpenClocks(after, atOnce)
      for (const caseNo of page) {
        const before = (await office.file(caseNo))?.standing.assignment
        if (!before) continue
        const { at, provisional } = clocks.again(before.clock)
        const { signClock, signBy, contactClock, contactBy } = before
        const same =
          at === before.dueAt &&
          provisional === before.provisional &&
          clocks.again(signClock).at === signBy &&
          (!contactClock || clocks.again(contactClock).at === contactBy)
        if (!same && (await act(caseNo, { event: 'recount' }))) moved.push(caseNo)
      }
      const last = page.at(-1)
      if (last === undefined || page.length < atOnce) return moved
      after = last
    }
  }

  const giveBackAll = async (unit: string): Promise<void> => {
    for (const caseNo of await reads.heldBy(unit)) {
      const { assignment } = (await office.file(caseNo))?.standing ?? {}
      if (assignment?.unit === unit) await act(caseNo, { event: 'unit_removed' })
    }
  }

  const next = (): void => {
    cancel = clock.at(clock.now() + everyMs, () => {
      void inOrder('looking after cases', lookOnce).then(() => cancel && next())
    })
  }

  return {
    start: () => {
      parts.rules.onClocksChanged(() => void inOrder('counting clocks again', recountAll))
      parts.settings.onChange((kind, { key, document }) => {
        if (kind !== 'unit') return
        const active = document !== null && parts.rules.units().get(key)?.active === true
        if (!active) void inOrder('taking cases from a unit', () => giveBackAll(key))
      })
      next()
    },
    stop: () => {
      cancel?.()
      cancel = null
    },
    look: async () => void (await inOrder('looking after cases', lookOnce)),
    recount: async () => (await inOrder('counting clocks again', recountAll)) ?? [],
  }
}
