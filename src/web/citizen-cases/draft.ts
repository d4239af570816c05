import { type CaseKey, newWish } from './citizen-api.ts'

export const citizenClasses = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const
export type CitizenClass = (typeof citizenClasses)[number]

/** A photo that is uploaded and not yet sent. */
export interface KeptPhoto {
  readonly id: string
  readonly name: string
}

/** What is written and not yet sent. */
export interface Draft {
  readonly requestId: string
  readonly text: string
  readonly place: string
  readonly phone: string
  readonly class: CitizenClass | null
  readonly confidential: boolean
  readonly enterprise: boolean
  readonly noCalls: boolean
  readonly anonymous: boolean
  readonly photos: readonly KeptPhoto[]
}

const draftKey = 'yihao.request'
const receiptKey = 'yihao.receipt'

export const emptyDraft = (): Draft => ({
  requestId: newWish(),
  text: '',
  place: '',
  phone: '',
  class: null,
  confidential: false,
  enterprise: false,
  noCalls: false,
  anonymous: false,
  photos: [],
})

const isKeptPhoto = (found: unknown): found is KeptPhoto => {
  const { id, name } = (found ?? {}) as Partial<KeptPhoto>
  return typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
}

/** A draft out of what was stored; whatever does not fit is left empty. */
export const parseDraft = (stored: string | null): Draft => {
  const empty = emptyDraft()
  try {
    const found = JSON.parse(stored ?? '{}') as Readonly<Record<string, unknown>>
    const text = (name: 'text' | 'place' | 'phone') => (typeof found[name] === 'string' ? found[name] : '')
    const requestId = String(found.requestId)
    return {
      requestId: /^[0-9a-f]{32}$/.test(requestId) ? requestId : empty.requestId,
      text: text('text'),
      place: text('place'),
      phone: text('phone'),
      class: citizenClasses.find(each => each === found.class) ?? null,
      confidential: found.confidential === true,
      enterprise: found.enterprise === true,
      noCalls: found.noCalls === true,
      anonymous: found.anonymous === true,
      photos: Array.isArray(found.photos) ? found.photos.filter(isKeptPhoto) : [],
    }
  } catch {
    return empty
  }
}

/** Without storage a page forgets on reload, nothing else. */
const quietly = <T>(job: () => T, otherwise: T): T => {
  try {
    return job()
  } catch {
    return otherwise
  }
}

export const storedDraft = (): Draft =>
  parseDraft(quietly(() => sessionStorage.getItem(draftKey) ?? localStorage.getItem(draftKey), null))

export const forgetDraft = (): void =>
  quietly(() => {
    sessionStorage.removeItem(draftKey)
    localStorage.removeItem(draftKey)
  }, undefined)

/** Keeps it on this device; what is confidential or anonymous only as long as this tab is open. */
export const keepDraft = (draft: Draft): void => {
  forgetDraft()
  const brief = draft.confidential || draft.anonymous || draft.class === 'report'
  quietly(() => (brief ? sessionStorage : localStorage).setItem(draftKey, JSON.stringify(draft)), undefined)
}

/** A receipt survives a reload of its tab, until it is said to be kept. */
export const storedReceipt = (): CaseKey | null =>
  quietly(() => {
    const found = JSON.parse(sessionStorage.getItem(receiptKey) ?? 'null') as Partial<CaseKey> | null
    return typeof found?.caseNo === 'string' && typeof found.queryCode === 'string'
      ? { caseNo: found.caseNo, queryCode: found.queryCode }
      : null
  }, null)

export const keepReceipt = (receipt: CaseKey | null): void =>
  quietly(() => {
    if (receipt) sessionStorage.setItem(receiptKey, JSON.stringify(receipt))
    else sessionStorage.removeItem(receiptKey)
  }, undefined)
