import type { Line } from '../domain/line/line.ts'
import { get } from '../domain/sorted.ts'
import type { HistoryView } from '../wire/views.ts'
import type { Reads } from './store.ts'

/** What pages are told of a number: its last calls, how often it called in seven days, and whether it waits to be rung back. */
export const callerHistory = async (
  parts: { readonly read: Pick<Reads, 'callerHistory'>; readonly line: () => Line; readonly now: () => number },
  number: string,
  callId: string,
): Promise<HistoryView> => {
  const history = await parts.read.callerHistory(number, callId, parts.now())
  const { agents } = parts.line()
  return {
    earlier: history.earlier.map(({ id, arrivedAt, agentId, endCause, talkMs }) => ({
      callId: id,
      arrivedAt,
      agentName: agentId === null ? null : (get(agents, agentId)?.name ?? agentId),
      endCause,
      talkMs,
    })),
    callsInSevenDays: history.callsInSevenDays,
    missed: history.missed,
    openMatters: [],
  }
}
