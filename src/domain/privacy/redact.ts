import { rejectReasons, suspendReasons, terminateReasons } from '../cases/life/commands.ts'
import type { FactKind } from '../fact.ts'

/*
 * What of a fact is about a person, by the fields of its kind (PIPL art. 47). What happened, when, by whom of the house and how long it took stays: it is
 * what figures are made of, and it names nobody.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Fields = { readonly [key: string]: Json }

/** Fields that hold what is known of the person himself, by kind of fact, with what stands in their place afterwards. */
const personal: { readonly [Kind in FactKind]?: Fields } = {
  call_arrived: { rawNumber: '', number: null },
  missed_call: { number: '' },
  case_registered: {
    title: '',
    text: '',
    place: '',
    requesterName: '',
    number: null,
    coordinates: null,
    queryCode: null,
    foreign: null,
  },
  case_answered_online: { answer: '' },
  case_linked: { note: '' },
  person_confirmed: {
    name: '',
    place: '',
    note: '',
    number: '',
    elder: false,
    minor: false,
    disabled: false,
    contact: null,
  },
  number_shared: { number: '' },
  attachment_kept: { name: '' },
  chat_opened: { number: null },
  chat_said: { text: '' },
  task_created: { number: null, note: '' },
  attempt_began: { number: '' },
  attempt_closed: { note: '' },
}

/** Whom an agent called by a number that he typed; entries of the directory are no persons of ours. */
const calledByNumber = (body: Fields): Fields =>
  body.contactId === null || body.contactId === undefined ? { ...body, number: null, name: null } : body

/** Whom a citizen's file came from: a hash of his address or of what WeChat calls him, which tells him from others. */
const ofCitizen = (body: Fields): Fields =>
  body.uploaderKind === 'citizen' || body.uploaderKind === 'wechat' ? { ...body, uploader: '' } : body

/** Why somebody moved a task may be typed; the house's own reasons are words of ours. */
const ownReason = (body: Fields): Fields =>
  typeof body.why === 'string' && !ownWord.test(body.why) ? { ...body, why: '' } : body

/** Words that people type in the life of a case, wherever they stand in its facts. */
const typed = new Set(['note', 'answer', 'whereTo', 'text', 'newFacts', 'clause', 'title', 'place', 'reason'])

/** Reasons that are chosen and not typed. */
const chosen = new Set<string>([...rejectReasons, ...suspendReasons, ...terminateReasons])

/** What the house's own words look like; somebody whose name is part of one must not damage it. */
export const ownWord = /^[a-z]+(_[a-z]+)*$/

const withoutTyped = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutTyped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as Fields).map(([key, part]) => {
      if (!typed.has(key) || typeof part !== 'string') return [key, withoutTyped(part)]
      return [key, key === 'reason' && chosen.has(part) ? part : '']
    }),
  )
}

/** Names of the house's own things, in which nothing is searched. */
const isName = (key: string): boolean => /(Id|Ids|No|Nos)$/.test(key) || ['leg', 'part', 'kind', 'event'].includes(key)

const without = (value: Json, words: readonly string[]): Json => {
  if (typeof value === 'string')
    return ownWord.test(value) ? value : words.reduce((text, word) => text.replaceAll(word, ''), value)
  if (Array.isArray(value)) return value.map(each => without(each, words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as Fields).map(([key, part]) => [key, isName(key) ? part : without(part, words)]),
  )
}

/** What is done beside this to facts of a kind. */
const silences: { readonly [Kind in FactKind]?: (body: Fields) => Fields } = {
  case_moved: body => withoutTyped(body) as Fields,
  party_called: calledByNumber,
  attachment_kept: ofCitizen,
  task_moved: ownReason,
}

/** Facts of the log of accesses and of erasures themselves: they tell what the house did, and stay. */
const ofTheHouse: readonly FactKind[] = ['person_erased', 'case_erased', 'facts_redacted', 'case_viewed']

/**
 * The body of a fact without personal data. `words`: the person's number in all its forms and his names, which are taken out wherever they stand, so that
 * facts of kinds unknown here hold them no more either.
 */
export const redacted = (kind: FactKind, body: object, words: readonly string[]): object => {
  if (ofTheHouse.includes(kind)) return body
  const given = body as Fields
  const known = Object.fromEntries(Object.entries(personal[kind] ?? {}).filter(([key]) => key in given))
  const bare: Fields = { ...given, ...known }
  return without(
    (silences[kind] ?? (fields => fields))(bare),
    words.filter(word => word.length >= 2),
  ) as Fields
}

/** All forms in which a number stands in texts: E.164, national, and with the 0 before it. */
export const formsOf = (number: string): readonly string[] => {
  const national = number.startsWith('+86') ? number.slice(3) : null
  return national === null ? [number] : [number, `86${national}`, `0${national}`, national]
}
