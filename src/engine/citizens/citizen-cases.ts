import { type CaseForm, missingFields } from '../../domain/cases/case.ts'
import { parseCaseNumber } from '../../domain/cases/case-number.ts'
import type { CaseCommand } from '../../domain/cases/life/commands.ts'
import { decideCase } from '../../domain/cases/life/decide.ts'
import type { CaseFile } from '../../domain/cases/life/file.ts'
import type { CompleteForm } from '../../domain/cases/life/register.ts'
import type { CaseContext } from '../../domain/cases/life/turn.ts'
import type { Score } from '../../domain/cases/life/visit.ts'
import { parseQueryCode } from '../../domain/cases/query-code.ts'
import { citizenActor } from '../../domain/cases/role.ts'
import type { Fact } from '../../domain/fact.ts'
import { canBeRungBack, normaliseCaller } from '../../domain/number/normalise.ts'
import { cleanLine, cleanText } from '../../domain/text/clean.ts'
import type { CaseNumbers } from '../cases/case-numbers.ts'
import type { CaseOffice } from '../cases/case-office.ts'
import type { CaseReads } from '../cases/case-store.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock, Log } from '../ports.ts'
import { pageWish } from './citizen-photos.ts'
import type {
  Asker,
  CaseKey,
  CitizenPhoto,
  CitizenRating,
  CitizenService,
  Done,
  NotOpened,
  NotSubmitted,
  SubmitForm,
} from './citizen-service.ts'
import { isSame } from './is-same.ts'
import { keptAnswers } from './kept-answers.ts'
import { type CitizenProgress, progressOf } from './progress.ts'
import { createTries } from './tries.ts'

/** What only this house can make of a text: keyed hashes, by a key that is in no database. */
export interface CitizenSecrets {
  /** Under which the code of a case is kept. */
  hashOfCode(caseNo: string, code: string): string
  /** Under which a wish to register is kept: who reads the ledger cannot make its code. */
  hashOfWish(wish: string): string
  /** The code that this wish gets, now and ever: it is kept nowhere. */
  codeOfWish(wish: string): string
}

/** `photos`: how many the requester has sent. He has them himself, so a receipt that somebody else found does not show them. */
export type CaseProgress = CitizenProgress & { readonly photos: number }

/** The service with what only the page asks for. */
export interface CitizenCases extends CitizenService {
  progress(asker: Asker, key: CaseKey): Promise<CaseProgress | NotOpened>
  withdraw(asker: Asker, key: CaseKey, requestId: string): Promise<Done>
}

export interface CitizenCasesParts {
  readonly office: Pick<CaseOffice, 'register' | 'act' | 'file'>
  readonly numbers: CaseNumbers
  readonly reads: Pick<CaseReads, 'caseFacts' | 'caseOfRequest'>
  readonly secrets: CitizenSecrets
  readonly homeArea: string
  /** Cases that one asker may send in a day. */
  readonly casesADay: number
  context(now: number): CaseContext
  /** False while facts may be lost: then no number is given to a citizen. */
  keepsFacts(): boolean
  /** Keeps pictures that came as bytes and gives their ids; left out: none can be kept, and what brings some is refused. */
  readonly keepPhotos?: (asker: Asker, photos: readonly CitizenPhoto[]) => Promise<readonly string[]>
  /** Throws why these uploads of his cannot be attached to a new case. */
  readonly refuse?: (asker: Asker, ids: readonly string[]) => Promise<void>
  /** How many pictures of a case its requester has sent. */
  readonly photosOf?: (caseNo: string) => Promise<number>
  /** Attaches files of his to a case, and gives the ids they have there. */
  readonly attach?: (asker: Asker, caseNo: string, ids: readonly string[]) => Promise<readonly string[]>
  readonly knowledge?: CitizenService['knowledge']
  readonly clock: Clock
  readonly log: Log
}

const minute = 60_000
const day = 24 * 60 * minute
/** Wrong codes for one case, and from one asker. Six years of trying find a code with a chance of 1 in 100,000. */
const wrongOfCase = { most: 5, windowMs: 15 * minute }
const wrongOfAsker = { most: 30, windowMs: 60 * minute }
/** Every refusal is given this long after the question, so that its time tells nothing of what was found. */
const refusedAfterMs = 300
const remembered = 10_000

/** What citizens call it, as it is booked. */
export const scoreOf: Readonly<Record<CitizenRating['satisfaction'], Score>> = {
  satisfied: 'satisfied',
  fairly_satisfied: 'basically_satisfied',
  dissatisfied: 'dissatisfied',
}

const hashIn = (facts: readonly Fact[]): string | null =>
  facts.find(fact => fact.kind === 'case_registered')?.queryCode ?? null

const formOf = (form: SubmitForm): CaseForm => {
  const anonymous = form.anonymous === true
  return {
    class: form.class ?? 'other',
    title: '',
    text: cleanText(form.text),
    place: cleanLine(form.place),
    requesterName: '',
    contact: anonymous ? 'none' : form.noCalls === true ? 'sms' : 'phone',
    urgent: false,
    // off: as the class has it, and a report is confidential by itself
    confidential: form.confidential ? true : null,
    anonymous,
    enterprise: form.enterprise,
    specialNeeds: form.noCalls === true,
    answer: '',
  }
}

/** All that citizens ask of the hotline in writing, over the one office that changes cases. */
export const createCitizenCases = (parts: CitizenCasesParts): CitizenCases => {
  const { office, numbers, reads, secrets, clock, log } = parts
  const wrongByCase = createTries(wrongOfCase.most, wrongOfCase.windowMs, clock)
  const wrongByAsker = createTries(wrongOfAsker.most, wrongOfAsker.windowMs, clock)
  const sent = createTries(parts.casesADay, day, clock)
  const inTurn = createTurns()
  /** Hashes of codes of cases that the database may not hold yet, and what wishes came to. */
  const recent = keptAnswers<string>(remembered)
  const made = keptAnswers<string>(remembered)
  const done = keptAnswers<Done>(remembered)
  /** Who opened which case: strangers who try its number cannot shut him out of it. */
  const opened = keptAnswers<true>(remembered)

  const nameOf = ({ channel, key }: Asker): string => `${channel} ${key}`
  /** As whom his files are kept: what the page uploads belongs to the one wish that it was chosen for. */
  const ownerOf = (asker: Asker, requestId: string): Asker =>
    asker.channel === 'page' ? { channel: 'page', key: secrets.hashOfWish(pageWish(requestId)) } : asker

  const refusedSince = async <T extends NotOpened>(since: number, why: T): Promise<T> => {
    await new Promise<void>(resolve => void clock.at(since + refusedAfterMs, resolve))
    return why
  }

  /** The case behind a number and its code. Whether there is one is looked up, hashed and compared in the same way. */
  const open = async (
    asker: Asker,
    { caseNo: typedNo, queryCode }: CaseKey,
  ): Promise<{ readonly file: CaseFile; readonly facts: readonly Fact[] } | NotOpened> => {
    const since = clock.now()
    const caseNo = parseCaseNumber(typedNo) ?? ''
    const mine = `${nameOf(asker)} ${caseNo}`
    const isKnown = opened.of(mine) === true
    if (wrongByAsker.used(nameOf(asker)) || (!isKnown && caseNo !== '' && wrongByCase.used(caseNo)))
      return refusedSince(since, 'too_many')
    const facts = await reads.caseFacts(caseNo)
    const kept = recent.of(caseNo) ?? hashIn(facts)
    const tried = secrets.hashOfCode(caseNo, parseQueryCode(queryCode) ?? '')
    const decoy = secrets.hashOfCode(caseNo, '')
    const fits = isSame(tried, kept ?? decoy) && kept !== null
    const file = fits && parseQueryCode(queryCode) !== null ? await office.file(caseNo) : null
    if (file) {
      opened.keep(mine, true)
      return { file, facts }
    }
    wrongByAsker.count(nameOf(asker))
    // what is no case number is nobody's, and one who mistypes must not wait for others who do
    if (caseNo !== '') wrongByCase.count(caseNo)
    log.warn({ channel: asker.channel, asker: asker.key, caseNo: caseNo || null }, 'forged query code')
    return refusedSince(since, 'unknown')
  }

  const photosOf = async (asker: Asker, photos: readonly CitizenPhoto[]): Promise<readonly string[]> => {
    if (photos.length === 0) return []
    if (!parts.keepPhotos) throw new Error('this server keeps no pictures of citizens')
    return parts.keepPhotos(asker, photos)
  }

  /** Does a thing to a case once, however often the same wish comes. */
  const once = async (
    asker: Asker,
    key: CaseKey,
    requestId: string,
    wishOf: (file: CaseFile) => Promise<CaseCommand | null> | CaseCommand,
  ): Promise<Done> => {
    const found = await open(asker, key)
    if (typeof found === 'string') return found
    const wish = `${nameOf(asker)} ${found.file.caseNo} ${requestId}`
    return inTurn(wish, async () => {
      const before = done.of(wish)
      if (before) return before
      const asked = await wishOf(found.file)
      if (asked === null) return 'not_now'
      const answer = await office.act(citizenActor, found.file.caseNo, asked, null)
      if ('done' in answer) return done.keep(wish, 'done')
      if (answer.refused === 'store_down') throw Object.assign(new Error('no store'), { code: 'store_unavailable' })
      return 'not_now'
    })
  }

  const attached = async (asker: Asker, caseNo: string, ids: readonly string[]): Promise<readonly string[]> => {
    if (ids.length === 0) return ids
    if (!parts.attach) throw new Error('files of citizens cannot be attached here')
    return parts.attach(asker, caseNo, ids)
  }

  const register = async (asker: Asker, form: SubmitForm, wish: string): Promise<CaseKey | NotSubmitted> => {
    const hash = secrets.hashOfWish(wish)
    const queryCode = secrets.codeOfWish(wish)
    const known = made.of(hash) ?? (await reads.caseOfRequest(hash))?.caseNo
    const owner = ownerOf(asker, form.requestId)
    const uploaded = form.attachments ?? []
    if (known !== undefined) {
      // the answer was lost, perhaps with what came behind the case; attaching twice changes nothing
      await attached(owner, known, uploaded)
      return { caseNo: known, queryCode }
    }
    const complete = formOf(form)
    if (missingFields(complete).length > 0) return 'incomplete'
    const { number } = normaliseCaller(cleanLine(form.phone).normalize('NFKC'), parts.homeArea)
    if (!complete.anonymous && !canBeRungBack(number)) return 'phone_wrong'
    if (sent.used(nameOf(asker))) return 'too_many'
    if (!parts.keepsFacts()) throw Object.assign(new Error('no store'), { code: 'store_unavailable' })
    if (uploaded.length > 0) await parts.refuse?.(owner, uploaded)
    const attachments = [...uploaded, ...(await photosOf(owner, form.photos))]
    const place = numbers.next()
    const { caseNo } = place
    await office.register(
      {
        ...place,
        requestId: hash,
        callId: null,
        agentId: null,
        number,
        channel: asker.channel === 'page' ? 'web' : 'wechat',
        queryCode: recent.keep(caseNo, secrets.hashOfCode(caseNo, queryCode)),
      },
      complete as CompleteForm,
      citizenActor,
    )
    made.keep(hash, caseNo)
    sent.count(nameOf(asker))
    await attached(owner, caseNo, attachments)
    return { caseNo, queryCode }
  }

  return {
    submit: (asker, form) => {
      // the address of a phone changes between two tries; who is signed in stays who he is
      const wish = asker.channel === 'page' ? pageWish(form.requestId) : `${nameOf(asker)} ${form.requestId}`
      return inTurn(wish, () => register(asker, form, wish))
    },
    progress: async (asker, key) => {
      const found = await open(asker, key)
      if (typeof found === 'string') return found
      const { file, facts } = found
      const photos = (await parts.photosOf?.(file.caseNo)) ?? 0
      return { ...progressOf(file, facts, parts.context(clock.now())), photos }
    },
    add: (asker, key, { requestId, text, photos, attachments = [] }) =>
      once(asker, key, requestId, async file => {
        const wish = { event: 'supplement', text: cleanText(text), attachments: [] } as const
        const hasFiles = attachments.length + photos.length > 0
        // no file comes to a case that takes no addition any more
        if (hasFiles && !('fact' in decideCase(file, citizenActor, wish, null, parts.context(clock.now())))) return null
        const owner = ownerOf(asker, requestId)
        const ids = [...attachments, ...(await photosOf(owner, photos))]
        return { ...wish, attachments: await attached(owner, file.caseNo, ids) }
      }),
    urge: (asker, key, requestId) => once(asker, key, requestId, () => ({ event: 'urge', note: '' })),
    rate: (asker, key, { requestId, satisfaction, resolved, text }) =>
      once(asker, key, requestId, () => ({
        event: 'visit',
        result: 'rated',
        source: asker.channel === 'page' ? 'web' : 'wechat',
        score: scoreOf[satisfaction],
        solved: resolved,
        contacted: null,
        reason: cleanText(text),
      })),
    withdraw: (asker, key, requestId) => once(asker, key, requestId, () => ({ event: 'withdraw', note: '' })),
    knowledge: query => parts.knowledge?.(query) ?? Promise.resolve([]),
  }
}
