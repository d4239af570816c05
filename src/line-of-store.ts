import { defaultLineSettings, emptyLine, type Line } from './domain/line/line.ts'
import { step } from './domain/line/step.ts'
import type { Store } from './engine/store.ts'

/** The line with the queues and agents of the store, before the first event. */
export const lineOf = async (store: Pick<Store, 'read'>, record: boolean, now: number): Promise<Line> => {
  let line = emptyLine({ ...defaultLineSettings, record })
  for (const queue of await store.read.queues()) line = step(line, { type: 'queue_set', at: now, queue }, now).line
  for (const { sipPassword: _, ...agent } of await store.read.agents())
    line = step(line, { type: 'agent_set', at: now, agent }, now).line
  return line
}
