import type { CaseFactBody } from '../../domain/cases/case-facts.ts'
import type { CaseCommand } from '../../domain/cases/life/commands.ts'
import { decideCase } from '../../domain/cases/life/decide.ts'
import { afterFact, type CaseFile, fileOf } from '../../domain/cases/life/file.ts'
import { type CompleteForm, type Registration, registrationFacts } from '../../domain/cases/life/register.ts'
import type { Standing } from '../../domain/cases/life/standing.ts'
import type { CaseContext } from '../../domain/cases/life/turn.ts'
import { type Actor, systemActor } from '../../domain/cases/role.ts'
import type { Fact } from '../../domain/fact.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import type { Clock } from '../ports.ts'
import type { CaseReads } from './case-store.ts'
import { createTurns } from './in-turn.ts'

/** Something that has happened to a case: durable, and told in its order. `before` null: it was registered just now. */
export interface CaseHappening {
  readonly fact: Extract<Fact, { kind: 'case_moved' | 'case_registered' }>
  readonly file: CaseFile
  readonly before: Standing | null
}

/** The one place where cases are changed: a wish is decided upon, its facts are made durable, then others are told. */
export interface CaseOffice {
  /** Books a case that nobody has registered yet. The facts beside it (its call, its outcome) go with it. */
  register(registration: Registration, form: CompleteForm, by: Actor): Promise<void>
  /**
   * Does something to a case, or says why not. `seen`: the version that whoever wishes it has before his eyes; null: what he wishes adds something and changes nothing.
   */
  act(
    by: Actor,
    caseNo: string,
    wish: CaseCommand,
    seen: number | null,
  ): Promise<{ readonly done: Standing } | { readonly refused: ErrorCode }>
  /** The case as it is now, with what is booked and not yet in the database; null: there is none. */
  file(caseNo: string): Promise<CaseFile | null>
  /** Tells of everything that happens to cases from now on, after it is durable. A job must not throw. */
  onHappening(job: (happening: CaseHappening) => void): void
}

export interface CaseOfficeParts {
  readonly reads: Pick<CaseReads, 'caseFacts'>
  /** Makes facts durable in order with all others. */
  book(facts: readonly Fact[]): Promise<void>
  /** False while facts may be lost: then nothing is promised to anybody. */
  keepsFacts(): boolean
  readonly clock: Pick<Clock, 'now'>
  /** The settings that hold now. */
  context(now: number): CaseContext
  /** Whether the requester's number is one that the rated unit is known by; null: nobody can say. Left out: nobody looks. */
  ownNumber?(file: CaseFile): Promise<boolean | null>
}

/** Files of cases that were changed last, which the database may not hold yet. */
const remembered = 2_000

type Refused = { readonly refused: ErrorCode }
type Acted = { readonly done: Standing } | Refused

/** What another case takes or loses in the same moment. */
interface Beside {
  readonly facts: readonly CaseFactBody[]
  readonly files: readonly CaseFile[]
}

/** The other case that a wish changes too. */
const masterOf = (file: CaseFile | null, wish: CaseCommand): string | null => {
  if (wish.event === 'merge') return wish.masterNo
  return wish.event === 'unmerge' ? (file?.standing.masterNo ?? null) : null
}

export const createCaseOffice = (parts: CaseOfficeParts): CaseOffice => {
  const { reads, clock } = parts
  const inTurn = createTurns()
  const files = new Map<string, CaseFile>()
  const jobs: ((happening: CaseHappening) => void)[] = []

  const keep = (file: CaseFile): void => {
    files.delete(file.caseNo)
    files.set(file.caseNo, file)
    if (files.size > remembered) files.delete(files.keys().next().value as string)
  }
  const load = async (caseNo: string): Promise<CaseFile | null> =>
    files.get(caseNo) ?? fileOf(await reads.caseFacts(caseNo))

  /** Books facts, takes them up into the files and tells of them. */
  const book = async (bodies: readonly CaseFactBody[], at: number, known: readonly CaseFile[]): Promise<void> => {
    const facts = bodies.map((body): Fact => ({ at, received: at, ...body }))
    await parts.book(facts)
    const now = new Map(known.map(file => [file.caseNo, file]))
    for (const fact of facts) {
      if (fact.kind !== 'case_moved' && fact.kind !== 'case_registered') continue
      const before = now.get(fact.caseNo) ?? null
      const file = afterFact(before, fact)
      if (!file) continue
      now.set(fact.caseNo, file)
      keep(file)
      for (const job of jobs) job({ fact, file, before: before?.standing ?? null })
    }
  }

  const inAllTurns = <T>(caseNos: readonly string[], job: () => Promise<T>): Promise<T> => {
    const [first, ...rest] = caseNos
    return first === undefined ? job() : inTurn(first, () => inAllTurns(rest, job))
  }

  /** What a master must take or lose with the wish of another case; refused where it cannot. */
  const ofMaster = async (file: CaseFile, wish: CaseCommand, context: CaseContext): Promise<Beside | Refused> => {
    const masterNo = masterOf(file, wish)
    const none: Beside = { facts: [], files: [] }
    if (masterNo === null) return none
    const master = await load(masterNo)
    if (!master) return wish.event === 'unmerge' ? none : { refused: 'case_unknown' }
    const event = wish.event === 'merge' ? 'take_member' : 'lose_member'
    const decided = decideCase(master, systemActor, { event, memberNo: file.caseNo }, null, context)
    if ('fact' in decided) return { facts: [decided.fact], files: [master] }
    return wish.event === 'merge' ? { refused: 'master_final' } : none
  }

  /** Whoever books a rating does not say himself whether it came from the unit. */
  const withOwnNumber = async (file: CaseFile, wish: CaseCommand): Promise<CaseCommand> =>
    wish.event === 'visit' && wish.result === 'rated'
      ? { ...wish, ownNumber: (await parts.ownNumber?.(file)) ?? null }
      : wish

  const act = async (by: Actor, caseNo: string, wish: CaseCommand, seen: number | null): Promise<Acted> => {
    const file = await load(caseNo)
    if (!file) return { refused: 'case_unknown' }
    if (!parts.keepsFacts()) return { refused: 'store_down' }
    const told = await withOwnNumber(file, wish)
    const now = clock.now()
    const context = parts.context(now)
    const decided = decideCase(file, by, told, seen, context)
    if ('refused' in decided) return decided
    const master = await ofMaster(file, wish, context)
    if ('refused' in master) return master
    await book([decided.fact, ...master.facts], now, [file, ...master.files])
    return { done: decided.fact.standing }
  }

  /** Everyone who asked the same is answered when the master is (DOMAIN.md 3.5). */
  const answerMembers = async ({ members, standing }: CaseFile, answer: string): Promise<void> => {
    // what was answered on the line is no unit's
    const unit = standing.state === 'answered_online' ? null : (standing.assignment?.unit ?? null)
    const wish = { event: 'answer_with_master', answer, unit } as const
    for (const member of members) await office.act(systemActor, member, wish, null)
  }

  const office: CaseOffice = {
    register: (registration, form, by) =>
      inTurn(registration.caseNo, async () => {
        const now = clock.now()
        await book(registrationFacts(registration, form, by, parts.context(now)), now, [])
      }),
    async act(by, caseNo, wish, seen) {
      const masterNo = masterOf(wish.event === 'unmerge' ? await load(caseNo) : null, wish)
      // in one order, so that no two wishes wait for each other
      const turns = [...new Set([caseNo, ...(masterNo === null ? [] : [masterNo])])].sort()
      const done = await inAllTurns(turns, () => act(by, caseNo, wish, seen))
      if ('done' in done) {
        const file = await load(caseNo)
        if (file && wish.event === 'accept_reply') await answerMembers(file, file.reply?.text ?? '')
        if (file && wish.event === 'answer_online') await answerMembers(file, wish.answer)
      }
      return done
    },
    file: load,
    onHappening: job => void jobs.push(job),
  }
  return office
}
