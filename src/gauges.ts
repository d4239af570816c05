import { Gauge, type Registry } from 'prom-client'
import type { AgentState } from './domain/agent/agent.ts'
import type { Line } from './domain/line/line.ts'
import { values } from './domain/sorted.ts'
import type { LedgerState } from './engine/ledger-check.ts'
import type { StoreLine } from './engine/store.ts'
import { waitingCallers } from './engine/views.ts'

const agentStates: readonly AgentState[] = ['offline', 'ready', 'reserved', 'talking', 'wrap_up', 'paused']

/** Adds what an operator watches to /metrics: callers waiting, agents by state, whether telephony is there, facts not yet durable, how far the ledger verifies. */
export const addGauges = (
  registry: Registry,
  parts: {
    readonly line: () => Line
    readonly telephony: () => boolean
    readonly ledger: () => LedgerState
    readonly store: () => StoreLine
  },
): void => {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `yihao_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('callers_waiting', 'Callers who wait for an agent now', () => waitingCallers(parts.line()))
  gauge('telephony_up', '1 while Asterisk is connected', () => (parts.telephony() ? 1 : 0))
  gauge('facts_waiting', 'Facts that are not in the database yet', () => parts.store().waiting)
  gauge('facts_spilled', 'Facts in the spill file that are not in the database yet', () => parts.store().spilled)
  gauge('facts_lost', 'Facts lost since the start: nothing could hold them', () => parts.store().lost)
  gauge('ledger_checked_to', 'The last row of the ledger that was checked and holds', () => parts.ledger().checkedTo)
  gauge(
    'ledger_broken_at',
    'The first row of the ledger that does not verify; 0: none is known',
    () => parts.ledger().brokenAt ?? 0,
  )
  new Gauge({
    name: 'yihao_agents',
    help: 'Agents by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const state of agentStates) this.set({ state }, 0)
      for (const { state } of values(parts.line().agents)) this.inc({ state })
    },
  })
}
