import { worthLogging } from '../link/log.ts'
import { createWaiting } from '../link/waiting.ts'
import type { AmiResult, AmiSettings, AmiStats } from './ami-options.ts'
import type { AmiFields } from './ami-parser.ts'

const mostListEvents = 200_000
const mostRemembered = 1000

/** The actions that wait for their reply, and the lists that are being collected, by ActionID. */
export function createReplies({ log }: AmiSettings, stats: AmiStats) {
  const waiting = createWaiting<AmiResult>()
  const lists = new Map<string, { fields: AmiFields; events: AmiFields[] } | 'asked'>()
  /** Lists given up: what still comes of them is nobody's event. */
  const abandoned = new Set<string>()

  function late(id: string, what: string): void {
    stats.lateReplies += 1
    if (worthLogging(stats.lateReplies)) log.warn({ id, what, count: stats.lateReplies }, 'nobody waits for this')
  }

  function giveUp(id: string): void {
    if (!lists.delete(id)) return
    abandoned.add(id)
    const [oldest] = abandoned
    if (abandoned.size > mostRemembered && oldest !== undefined) abandoned.delete(oldest)
  }

  async function wait(id: string, withinMs: number, isList: boolean): Promise<AmiResult> {
    if (isList) lists.set(id, 'asked')
    const outcome = waiting.add(id, withinMs, () => {
      stats.timeouts += 1
      giveUp(id)
      return { kind: 'timeout' }
    })
    stats.pending = waiting.size
    const result = await outcome
    stats.pending = waiting.size
    return result
  }

  function reply(fields: AmiFields): void {
    const id = fields.ActionID ?? ''
    if (!waiting.has(id)) {
      late(id, 'reply')
      return
    }
    if (fields.Response === 'Error') {
      lists.delete(id)
      waiting.settle(id, { kind: 'refused', message: fields.Message ?? '' })
      return
    }
    const list = lists.get(id)
    if (list === undefined || (list === 'asked' && fields.EventList === undefined)) {
      lists.delete(id)
      waiting.settle(id, { kind: 'ok', fields, events: [] })
    } else if (list === 'asked') lists.set(id, { fields, events: [] })
    else late(id, 'second reply')
  }

  /** Takes an event that belongs to a list; false when it belongs to none. */
  function takeEvent(fields: AmiFields): boolean {
    const id = fields.ActionID
    if (id === undefined) return false
    const list = lists.get(id)
    if (list === undefined || list === 'asked') {
      if (abandoned.has(id)) late(id, 'list item')
      return abandoned.has(id)
    }
    if (fields.EventList === 'Complete' || fields.EventList === 'Cancelled') {
      lists.delete(id)
      waiting.settle(id, { kind: 'ok', fields: list.fields, events: list.events })
    } else if (list.events.push(fields) > mostListEvents) {
      giveUp(id)
      waiting.settle(id, { kind: 'refused', message: `more than ${mostListEvents} list items` })
    }
    return true
  }

  return {
    wait,
    reply,
    takeEvent,
    endAll(): void {
      lists.clear()
      waiting.endAll({ kind: 'down' })
      stats.pending = 0
    },
    get size() {
      return waiting.size
    },
  }
}
