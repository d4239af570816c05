import {
  type ConvertOptions,
  type ConvertResult,
  convertBooks,
} from '../../src/adapters/files/history/convert-books.ts'
import { bookFaults } from '../../src/domain/history/asterisk/faults.ts'
import { UsageError } from '../store-command.ts'

/** Options of `npm run import` that have to do with Asterisk's own books. */
export const bookOptions = {
  'queue-log': { type: 'string', multiple: true },
  cdr: { type: 'string', multiple: true },
  queue: { type: 'string', multiple: true },
  out: { type: 'string' },
  zone: { type: 'string' },
  'cdr-gmt': { type: 'boolean' },
  'arrival-unknown': { type: 'boolean' },
} as const

export const booksUsage =
  'npm run import -- --queue-log FILE [--cdr FILE [--zone ZONE | --cdr-gmt]] [--arrival-unknown] --queue NAME [--queue NAME …] --out FOLDER'

/** What the command line says of them. */
export interface BookValues {
  readonly 'queue-log'?: readonly string[]
  readonly cdr?: readonly string[]
  readonly queue?: readonly string[]
  readonly out?: string
  readonly zone?: string
  readonly 'cdr-gmt'?: boolean
  readonly 'arrival-unknown'?: boolean
}

/** Whether the command line asks for them at all. */
export const asksForBooks = (values: BookValues): boolean => Object.keys(bookOptions).some(name => name in values)

const knownZone = (zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new UsageError(`没有时区 ${zone}。There is no time zone ${zone}.`)
  }
}

/** Throws a `UsageError` where something is missing or two options do not go together. */
const readBookValues = (values: BookValues, houseZone: string): ConvertOptions => {
  const { 'queue-log': queueLogs = [], cdr: cdrs = [], queue: queues = [], out: folder, zone } = values
  const isGmt = values['cdr-gmt'] === true
  const arrivalUnknown = values['arrival-unknown'] === true
  const ofClock = isGmt || zone !== undefined
  if (queueLogs.length === 0 || queues.length === 0 || !folder) throw new UsageError(booksUsage)
  if ((isGmt && zone !== undefined) || (ofClock && cdrs.length === 0)) throw new UsageError(booksUsage)
  if (cdrs.length === 0 && !arrivalUnknown)
    throw new UsageError(
      'queue_log 只记进入队列的时间，不记到达时间：请以 --cdr 给出 CDR；或加 --arrival-unknown，以进入队列的时间为到达（等待时长将从进入队列算起）。\nThe queue_log tells when callers entered the queue, not when they arrived: give the CDR with --cdr, or --arrival-unknown to take the entry for the arrival (waits then begin in the queue).',
    )
  const cdrZone = isGmt ? null : knownZone(zone ?? houseZone)
  return { queueLogs, cdrs, queues, arrivalUnknown, zone: houseZone, cdrZone, folder }
}

const sayNames = (names: ReadonlyMap<string, number>): string =>
  [...names].map(([name, count]) => `${printable(name)} ${count}`).join(', ')

/** Names come out of a file: nothing in them may steer the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, '?')

const sayRefused = ({ faults, count, unseen }: Extract<ConvertResult, { kind: 'refused' }>): void => {
  for (const { path, line, fault } of faults) {
    const { zh, en } = bookFaults[fault]
    console.error(`${path} 第 ${line} 行：${zh}\n  line ${line}: ${en}`)
  }
  if (count > faults.length) console.error(`……另有 ${count - faults.length} 处。And ${count - faults.length} more.`)
  for (const name of unseen) console.error(`queue_log 中没有队列 ${name}。There is no queue ${name} in the log.`)
  console.error(
    `有 ${count + unseen.length} 处错误，什么都没有写。${count + unseen.length} faults: nothing was written.`,
  )
  process.exitCode = 65
}

/** Each sentence only where it has something to say. */
const sayConverted = ({ counts }: Extract<ConvertResult, { kind: 'converted' }>, folder: string): void => {
  const { calls, answered, abandoned, overflow, withoutEnd, arrivalIsEntry, withoutEntry, numberUnclear } = counts
  console.log(
    `已转换 ${calls} 通来电：接通 ${answered}，放弃 ${abandoned}，溢出 ${overflow}。${calls} calls: ${answered} answered, ${abandoned} abandoned, ${overflow} overflowed.`,
  )
  const say = (count: number, zh: string, en: string): void => {
    if (count > 0) console.log(`${count} ${zh}${count} ${en}`)
  }
  say(
    arrivalIsEntry,
    '通以进入队列的时间为到达，其等待从进入队列算起。',
    'have their entry into the queue for their arrival: their waits begin in the queue.',
  )
  say(withoutEnd, '通没有结束，留空。', 'have no end, which is left empty.')
  say(
    withoutEntry,
    '个事件的通话没有进入队列的记录，未转换。',
    'events are of calls whose entry is not in the log; they were not converted.',
  )
  say(numberUnclear, '通的号码无法辨认，留空。', 'have a number that cannot be made out, which is left empty.')
  if (counts.otherQueues.size > 0) console.log(`未转换的队列 queues not converted: ${sayNames(counts.otherQueues)}`)
  if (counts.otherEvents.size > 0) console.log(`未读取的事件 events not read: ${sayNames(counts.otherEvents)}`)
  console.log(`请查看 ${folder}/calls.csv，然后导入：npm run import -- ${folder}。Look at it, then import it so.`)
}

/** Turns Asterisk's own books into a set to be looked at and imported. Throws a `UsageError`, and what `convertBooks` throws. */
export const convertAsteriskBooks = async (values: BookValues, houseZone: string): Promise<void> => {
  const options = readBookValues(values, houseZone)
  const result = await convertBooks(options)
  if (result.kind === 'refused') sayRefused(result)
  else sayConverted(result, options.folder)
}
