import type { CaseClass } from '../../domain/cases/case.ts'
import { readableCaseNumber } from '../../domain/cases/case-number.ts'
import type { CommandOf } from '../../domain/cases/life/commands.ts'
import { decideCase } from '../../domain/cases/life/decide.ts'
import type { CaseFile } from '../../domain/cases/life/file.ts'
import type { CaseContext } from '../../domain/cases/life/turn.ts'
import { instantWords } from '../../domain/cases/notice-words.ts'
import { citizenActor } from '../../domain/cases/role.ts'
import type { Fact } from '../../domain/fact.ts'
import { MessageError } from '../../domain/messages/template.ts'
import { cleanText } from '../../domain/text/clean.ts'
import type { CaseOffice } from '../cases/case-office.ts'
import type { CaseReads } from '../cases/case-store.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Outbox } from '../messages/outbox.ts'
import type { Clock, Log } from '../ports.ts'
import { scoreOf } from './citizen-cases.ts'
import type { CitizenRating } from './citizen-service.ts'
import { keptAnswers } from './kept-answers.ts'
import { createTries } from './tries.ts'

/** What a code stands for: it opens the rating of this round of a case, until then (UTC ms). */
export interface RatingCode {
  readonly caseNo: string
  readonly round: number
  readonly until: number
}

/** Makes and reads codes. Whoever has no key of the house can do neither. */
export interface RatingCodes {
  make(of: RatingCode): string
  /** null: it is none of ours. */
  read(code: string): RatingCode | null
}

/**
 * Why no link goes out. `number_unfit`: there is no mobile to send it to; `said_already`: he has rated or refused in this round; `not_now`: the case is not to be rated;
 * `no_address`: citizens reach this house under no name that is set; `no_carrier`: no SMS leaves it.
 */
export type NoLink = 'case_unknown' | 'number_unfit' | 'said_already' | 'not_now' | 'no_address' | 'no_carrier'

/** What whoever has a link is shown: no word of the case, since messages are forwarded and numbers change hands. */
export interface LinkedRating {
  /** As it is printed. */
  readonly caseNo: string
  readonly class: CaseClass
  readonly acceptedAt: number
  readonly until: number
}

/** `over`: too late, used, or the case went another way. `too_many`: wrong codes from this address. */
export type NotRated = 'unknown' | 'over' | 'too_many'

export interface RatingLinks {
  /** Asks the requester of a case by SMS to rate it; asked for again in the same round, it is sent once. Rejects as the store does when it is away. */
  sendRatingLink(caseNo: string): Promise<{ readonly until: number } | { readonly refused: NoLink }>
  /** `asker`: a keyed hash of whence it is asked. */
  open(asker: string, code: string): Promise<LinkedRating | NotRated>
  /** Once for each code; the same wish again is answered as before. */
  rate(
    asker: string,
    code: string,
    rating: CitizenRating & { readonly contacted: boolean | null },
  ): Promise<'done' | NotRated>
}

export interface RatingLinksParts {
  readonly office: Pick<CaseOffice, 'act' | 'file'>
  readonly reads: Pick<CaseReads, 'caseFacts'>
  readonly outbox: Pick<Outbox, 'send' | 'carries'>
  readonly codes: RatingCodes
  /** Under which citizens reach the pages, such as `https://12345.example.gov.cn`; null: not set. */
  readonly publicOrigin: string | null
  context(now: number): CaseContext
  readonly zone: string
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

const wrongOfAsker = { most: 30, windowMs: 60 * 60_000 }
const remembered = 10_000
const mobile = /^\+861[3-9]\d{9}$/

type Visit = CommandOf<'visit'>
const anyRating: Visit = {
  ...{ event: 'visit', result: 'rated', source: 'sms', score: 'satisfied' },
  ...{ solved: null, contacted: null, reason: '' },
}

/** What was said of a round by the visits of it, in their order. */
const visitsOf = (facts: readonly Fact[], round: number): readonly Visit[] =>
  facts.flatMap(fact =>
    fact.kind === 'case_moved' && fact.wish.event === 'visit' && fact.standing.round === round ? [fact.wish] : [],
  )

/** Rating by a link in a message: who has it needs nothing else (DOMAIN.md 4.5, 4.6; docs/decisions/0039). */
export const createRatingLinks = (parts: RatingLinksParts): RatingLinks => {
  const { office, reads, outbox, codes, publicOrigin, zone, clock, log } = parts
  const inTurn = createTurns()
  const wrong = createTries(wrongOfAsker.most, wrongOfAsker.windowMs, clock)
  /** Rounds that were rated by link, and the wish that did it: the database may not hold it yet. */
  const used = keptAnswers<string>(remembered)

  const mayRate = (file: CaseFile): boolean =>
    'fact' in decideCase(file, citizenActor, anyRating, null, parts.context(clock.now()))

  const isUsed = async ({ caseNo, round }: RatingCode): Promise<boolean> =>
    used.of(`${caseNo} ${round}`) !== undefined ||
    visitsOf(await reads.caseFacts(caseNo), round).some(({ result, source }) => result === 'rated' && source === 'sms')

  /** The case behind a code that still holds. */
  const behind = async (
    asker: string,
    code: string,
  ): Promise<{ readonly of: RatingCode; readonly file: CaseFile } | NotRated> => {
    if (wrong.used(asker)) return 'too_many'
    const of = codes.read(code)
    const file = of && (await office.file(of.caseNo))
    if (!of || !file) {
      wrong.count(asker)
      log.warn({ asker }, 'forged code of a rating link')
      return 'unknown'
    }
    return clock.now() < of.until && file.standing.round === of.round ? { of, file } : 'over'
  }

  return {
    sendRatingLink: caseNo =>
      inTurn(caseNo, async () => {
        const file = await office.file(caseNo)
        if (!file) return { refused: 'case_unknown' }
        const { number, standing } = file
        if (number === null || !mobile.test(number)) return { refused: 'number_unfit' }
        const said = visitsOf(await reads.caseFacts(caseNo), standing.round)
        if (standing.score !== null || said.some(({ result }) => result !== 'unreached'))
          return { refused: 'said_already' }
        if (!mayRate(file)) return { refused: 'not_now' }
        if (publicOrigin === null) return { refused: 'no_address' }
        if (!outbox.carries('sms')) return { refused: 'no_carrier' }
        const now = clock.now()
        const { ratingWindowMs } = parts.context(now)
        const closes = standing.closedAt === null ? now + ratingWindowMs : standing.closedAt + ratingWindowMs
        const until = Math.floor(closes / 1_000) * 1_000
        // behind the mark, so that no log of a server or proxy holds it
        const link = `${publicOrigin}/12345#rate=${codes.make({ caseNo, round: standing.round, until })}`
        try {
          await outbox.send({
            key: `rating-link-${caseNo}-${standing.round}`,
            to: { kind: 'sms', number },
            template: 'rating_link',
            values: { link, until: instantWords(until, zone) },
            notAfter: until,
          })
        } catch (error) {
          if (!(error instanceof MessageError)) throw error
          log.error({ err: error, caseNo }, 'a rating link cannot be sent')
          return { refused: 'not_now' }
        }
        return { until }
      }),

    open: async (asker, code) => {
      const found = await behind(asker, code)
      if (typeof found === 'string') return found
      const { of, file } = found
      if (!mayRate(file) || (await isUsed(of))) return 'over'
      const { class: kind, acceptedAt } = file.standing
      return { caseNo: readableCaseNumber(of.caseNo), class: kind, acceptedAt, until: of.until }
    },

    rate: async (asker, code, { requestId, satisfaction, resolved, contacted, text }) => {
      const found = await behind(asker, code)
      if (typeof found === 'string') return found
      const { of } = found
      const name = `${of.caseNo} ${of.round}`
      return inTurn(of.caseNo, async () => {
        if (used.of(name) === requestId) return 'done'
        if (await isUsed(of)) return 'over'
        const answer = await office.act(
          citizenActor,
          of.caseNo,
          {
            ...{ event: 'visit', result: 'rated', source: 'sms', score: scoreOf[satisfaction] },
            ...{ solved: resolved, contacted, reason: cleanText(text) },
          },
          null,
        )
        if ('done' in answer) {
          used.keep(name, requestId)
          return 'done'
        }
        if (answer.refused === 'store_down') throw Object.assign(new Error('no store'), { code: 'store_unavailable' })
        return 'over'
      })
    },
  }
}
