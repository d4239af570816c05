import { get } from '../../domain/sorted.ts'
import type { Clock, Hotline, Log } from '../../engine/ports.ts'
import type { PageSocket } from './page-socket.ts'

/** Which desks each agent has open; tells the hotline of the first one that comes and the last one that goes. */
export interface Presence {
  came(agentId: string, desk: PageSocket): void
  went(agentId: string, desk: PageSocket): void
  desksOf(agentId: string): ReadonlySet<PageSocket>
  agents(): Iterable<string>
}

const none: ReadonlySet<PageSocket> = new Set()

export const createPresence = (hotline: Hotline, clock: Pick<Clock, 'now'>, log: Log): Presence => {
  const desks = new Map<string, Set<PageSocket>>()

  const tell = (type: 'agent_signed_in' | 'console_up' | 'console_down', agentId: string) => {
    hotline.tell({ type, at: clock.now(), agentId }).catch((error: unknown) => {
      log.error({ err: error, agentId, type }, 'the line could not be told of a console')
    })
  }

  return {
    came: (agentId, desk) => {
      const open = desks.get(agentId)
      if (open) {
        open.add(desk)
        return
      }
      desks.set(agentId, new Set([desk]))
      // A good sign-in outlives a restart of the server and a long absence; the line's own note of it does not.
      if (get(hotline.line().agents, agentId)?.signedIn !== true) tell('agent_signed_in', agentId)
      tell('console_up', agentId)
    },
    went: (agentId, desk) => {
      const open = desks.get(agentId)
      if (!open?.delete(desk) || open.size > 0) return
      desks.delete(agentId)
      tell('console_down', agentId)
    },
    desksOf: agentId => desks.get(agentId) ?? none,
    agents: () => desks.keys(),
  }
}
