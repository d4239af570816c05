import type { TextKey } from '../texts.ts'
import type { Campaign, Task } from './campaigns-api.ts'

type Keyed<T extends string> = Readonly<Record<T, TextKey>>

export const campaignStates: Keyed<Campaign['state']> = {
  running: 'campaign_running',
  paused: 'campaign_paused',
  ended: 'campaign_ended',
}
export const taskStates: Keyed<Task['state']> = {
  waiting: 'task_waiting',
  assigned: 'task_assigned',
  linked: 'task_linked',
  closed: 'task_closed',
}
export const taskResults: Keyed<NonNullable<Task['result']>> = {
  rated: 'result_rated',
  refused: 'result_refused',
  unreached: 'result_unreached',
  done: 'result_done',
  got_through: 'result_got_through',
  overtaken: 'result_overtaken',
  bad_number: 'result_bad_number',
  taken_back: 'result_taken_back',
}
export const openStates = ['waiting', 'assigned', 'linked'] as const
export const results = Object.keys(taskResults) as NonNullable<Task['result']>[]
export const isResult = (text: string): text is NonNullable<Task['result']> => Object.hasOwn(taskResults, text)
export const isTaskState = (text: string): text is Task['state'] => Object.hasOwn(taskStates, text)

const two = (value: number): string => String(value).padStart(2, '0')
const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** Spans of the day as people write them, and back; null where that cannot be read. */
export const hoursText = (hours: Campaign['hours']): string =>
  hours.map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`).join(' ')

export const hoursOf = (text: string): Campaign['hours'] | null => {
  const spans = text.trim() === '' ? [] : text.trim().split(/[\s,，、]+/)
  const found = spans.map(span => /^(\d{1,2}):(\d\d)[-–~](\d{1,2}):(\d\d)$/.exec(span))
  if (found.some(match => match === null)) return null
  return found.map(match => {
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match?.slice(1).map(Number) ?? []
    return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
  })
}
