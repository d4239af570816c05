import type { CaseClass } from '../../domain/cases/case.ts'
import type { Names } from '../../wire/views.ts'

/** Who asks, so that tries can be limited: no name, no number, no openid. */
export interface Asker {
  readonly channel: 'page' | 'wechat'
  /** The keyed hash of a citizen who is signed in, or of the address he comes from. */
  readonly key: string
}

/** A case number and the query code of its receipt: who has both may see the case and add to it. */
export interface CaseKey {
  readonly caseNo: string
  /** Eight letters and digits (domain/cases/query-code.ts), as they were typed. */
  readonly queryCode: string
}

/** A picture as it came: its type is found from its bytes by whoever keeps it. */
export interface CitizenPhoto {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a citizen asks for, in three fields. `requestId`: the same for each try of one sending, which makes one case. */
export interface SubmitForm {
  readonly requestId: string
  readonly text: string
  readonly place: string
  readonly phone: string
  readonly photos: readonly CitizenPhoto[]
  readonly confidential: boolean
  readonly enterprise: boolean
  /** Left out: not chosen, which is `other` until somebody has read it. */
  readonly class?: CaseClass | null
  /** Ids of files that were uploaded before, by the token of this very sending. */
  readonly attachments?: readonly string[]
  /** Neither name nor number is kept; there is no return visit. */
  readonly anonymous?: boolean
  /** He cannot take calls: messages instead. */
  readonly noCalls?: boolean
}

/** What is added to a case. */
export interface Addition {
  readonly requestId: string
  readonly text: string
  readonly photos: readonly CitizenPhoto[]
  readonly attachments?: readonly string[]
}

/** 满意、基本满意、不满意 (DOMAIN.md 2.3), and what he says about it. */
export interface CitizenRating {
  readonly requestId: string
  readonly satisfaction: 'satisfied' | 'fairly_satisfied' | 'dissatisfied'
  /** Whether the matter is resolved; null: he did not say. */
  readonly resolved: boolean | null
  readonly text: string
}

/** How far a case has come, in words that its requester understands. */
export interface Progress {
  readonly caseNo: string
  /** The oldest first; `at` in UTC ms. */
  readonly steps: readonly { readonly at: number; readonly text: Names }[]
  /** What the city answered; null: nothing yet. */
  readonly answer: string | null
  readonly mayAdd: boolean
  readonly mayUrge: boolean
  readonly mayRate: boolean
}

/** An article for citizens or enterprises. */
export interface PublicArticle {
  readonly title: string
  readonly text: string
  /** Its page within the city's site, such as `/citizen/articles/7`; null: none. */
  readonly path: string | null
}

/** `unknown`: no such case, or another code, told apart by nothing. `too_many`: tried too often, come back later. */
export type NotOpened = 'unknown' | 'too_many'

/** `phone_wrong`: what was typed is no number that can be called. */
export type NotSubmitted = 'incomplete' | 'phone_wrong' | 'too_many'

/** `not_now`: the case is not in a state for it, or it was done today already. */
export type Done = 'done' | 'not_now' | NotOpened

/**
 * All that citizens can ask of the hotline in writing, by the page and by WeChat alike. An implementation limits tries by asker and by
 * case number, compares codes in constant time, and does a thing once for each `requestId`. Rejects where the store is away.
 */
export interface CitizenService {
  submit(asker: Asker, form: SubmitForm): Promise<CaseKey | NotSubmitted>
  progress(asker: Asker, key: CaseKey): Promise<Progress | NotOpened>
  add(asker: Asker, key: CaseKey, addition: Addition): Promise<Done>
  /** Once a day. */
  urge(asker: Asker, key: CaseKey, requestId: string): Promise<Done>
  rate(asker: Asker, key: CaseKey, rating: CitizenRating): Promise<Done>
  /** 惠企政策 (`enterprise`) or 便民公告 (`public`), the newest first; `words` empty: all. */
  knowledge(query: {
    readonly module: 'enterprise' | 'public'
    readonly words: string
    readonly limit: number
  }): Promise<readonly PublicArticle[]>
}

const missing = async (): Promise<never> => {
  throw new Error('this server has no service for citizens')
}

/** Where there is none: every question is answered as if the store were away. */
export const noCitizenService: CitizenService = {
  submit: missing,
  progress: missing,
  add: missing,
  urge: missing,
  rate: missing,
  knowledge: missing,
}
