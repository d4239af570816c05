import { isChatId } from '../../domain/chats/chat.ts'
import { get } from '../../domain/sorted.ts'
import type { Hotline } from '../ports.ts'
import type { Reads } from '../store.ts'

/** Whether a call, or a chat, is an agent's: he talks in it or wraps it up `now`, had it `before`, or (null) it is none of his. */
export const whoseCall =
  (hotline: Pick<Hotline, 'line'>, reads: Pick<Reads, 'call'> & Partial<Pick<Reads, 'chat'>>) =>
  async (agentId: string, callId: string): Promise<'now' | 'before' | null> => {
    const { calls, agents } = hotline.line()
    const agent = get(agents, agentId)
    if (get(calls, callId)?.agentId === agentId) return 'now'
    if (agent?.callId === callId && agent.state !== 'reserved') return 'now'
    if (isChatId(callId)) {
      if (agent?.chatId === callId && agent.state !== 'reserved') return 'now'
      return (await reads.chat?.(callId))?.agentId === agentId ? 'before' : null
    }
    const found = await reads.call(callId)
    return found?.legs.some(leg => leg.agentId === agentId) === true ? 'before' : null
  }
