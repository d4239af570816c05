import './office-words.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import { classTexts, readableNumber } from '../cases/case-texts.ts'
import type { TextKey } from '../texts.ts'
import {
  actorTexts,
  adjudicationTexts,
  contactedTexts,
  dangerTexts,
  rejectTexts,
  resultTexts,
  scoreTexts,
  sourceTexts,
  supervisionTexts,
  suspendTexts,
  terminateTexts,
  visitTexts,
} from './case-words.ts'
import { formatDue } from './due-words.ts'

export type HistoryRow = CaseDetail['history'][number]

interface Words {
  t(key: TextKey, values?: Readonly<Record<string, string | number>>): string
  unitName(id: string): string
  topicName(id: string): string
}

type CodeTexts = Readonly<Record<string, TextKey>>

/** Codes of a step's details: which words they stand for. `reason` is a code for some steps and words for the others. */
const codes: Readonly<Record<string, CodeTexts>> = {
  contact: contactedTexts,
  step: supervisionTexts,
  score: scoreTexts,
  ruling: adjudicationTexts,
  source: sourceTexts,
  class: classTexts,
  danger: dangerTexts,
}
const reasons: Readonly<Record<string, CodeTexts>> = {
  reject: rejectTexts,
  terminate: terminateTexts,
  suspend: suspendTexts,
}
const results: Readonly<Record<string, CodeTexts>> = { visit: visitTexts, reply: resultTexts, draft_reply: resultTexts }

const labels: Readonly<Record<string, TextKey>> = {
  unit: 'detail_unit',
  coUnits: 'detail_co_units',
  suggestedUnit: 'detail_suggested_unit',
  masterNo: 'detail_master',
  memberNo: 'detail_member',
  clause: 'detail_clause',
  until: 'detail_until',
  service: 'detail_service',
  solved: 'detail_solved',
  contacted: 'detail_contacted',
  citizenTold: 'detail_citizen_told',
  urgent: 'flag_urgent',
  confidential: 'flag_confidential',
  enterprise: 'flag_enterprise',
  specialNeeds: 'flag_special_needs',
  sensitive: 'flag_sensitive',
  class: 'case_class',
  topic: 'detail_topic',
  title: 'case_title',
  place: 'case_place',
  danger: 'detail_danger',
  source: 'detail_source',
  ownNumber: 'detail_own_number',
}

const shownList = (values: readonly unknown[], words: Words): string =>
  values.map(each => words.unitName(String(each))).join('、')

const shownOf = (event: string, name: string, value: unknown, words: Words): string => {
  const texts = name === 'reason' ? reasons[event] : name === 'result' ? results[event] : codes[name]
  const text = typeof value === 'string' ? texts?.[value] : undefined
  if (text) return words.t(text)
  if (typeof value === 'boolean') return words.t(value ? 'answer_yes' : 'answer_no')
  if (Array.isArray(value)) return name === 'coUnits' ? shownList(value, words) : String(value.length)
  if (typeof value === 'number') return name === 'until' ? formatDue(value) : String(value)
  if (name === 'unit' || name === 'suggestedUnit') return words.unitName(String(value))
  if (name === 'topic') return words.topicName(String(value))
  return name === 'masterNo' || name === 'memberNo' ? readableNumber(String(value)) : String(value)
}

/** A correction holds the whole content beside what was changed. */
const flat = (details: HistoryRow['details']): readonly (readonly [string, unknown])[] => {
  const { corrections, ...rest } = details
  const more = typeof corrections === 'object' && corrections !== null ? Object.entries(corrections) : []
  return [...Object.entries(rest), ...more]
}

/** What a row of a history says beside its event, one line each: codes in words, and what people wrote as they wrote it. */
export const detailLines = ({ event, details }: HistoryRow, words: Words): readonly string[] =>
  flat(details).flatMap(([name, value]) => {
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (isEmpty) return []
    if (name === 'attachments') return [words.t('detail_attachments', { n: Array.isArray(value) ? value.length : 0 })]
    const label = labels[name]
    const shown = shownOf(event ?? '', name, value, words)
    return [label === undefined ? shown : `${words.t(label)}: ${shown}`]
  })

/** Who did it, in words. */
export const actorName = ({ kind, name, unit }: HistoryRow['by'], { t, unitName }: Pick<Words, 't' | 'unitName'>) => {
  if (kind === 'citizen') return t(actorTexts.citizen)
  if (kind === 'system') return t(actorTexts.system)
  const who = kind === 'unit_system' ? t(actorTexts.unit_system, { name }) : name === '' ? t(actorTexts.withheld) : name
  return unit === null ? who : `${unitName(unit)} ${who}`
}
