import type { Engine } from './engine/engine.ts'
import { createArticleSweep } from './engine/knowledge/article-sweep.ts'
import { createKnowledgeDesk } from './engine/knowledge/knowledge-desk.ts'
import type { TellOwner } from './engine/knowledge/tell.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

/** Opens the knowledge base: its desk, and the sweep that expires articles at their instant. */
export const openKnowledge = ({
  store,
  engine,
  clock,
  log,
}: {
  readonly store: Store
  readonly engine: Pick<Engine, 'book'>
  readonly clock: Clock
  readonly log: Log
}) => {
  const { read: reads } = store
  const { book } = engine
  const healthy = () => store.healthy && store.line.state === 'ok'
  // owners are told by the log until they have an address
  const tell: TellOwner = message => log.info(message, 'an article waits for its owner')
  const sweep = createArticleSweep({ reads, clock, log, healthy, book, tell })
  const desk = createKnowledgeDesk({ reads, book, healthy, tell, changed: sweep.look, clock })
  return { desk, sweep }
}
