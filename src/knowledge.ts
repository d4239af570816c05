import type { Engine } from './engine/engine.ts'
import { createArticleSweep } from './engine/knowledge/article-sweep.ts'
import { createKnowledgeDesk } from './engine/knowledge/knowledge-desk.ts'
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
  const jobs: (() => void)[] = []
  const booked = () => {
    for (const job of jobs) job()
  }
  const sweep = createArticleSweep({ reads, clock, log, healthy, book, booked })
  const changed = () => {
    sweep.look()
    booked()
  }
  const desk = createKnowledgeDesk({ reads, book, healthy, changed, clock })
  return {
    desk,
    sweep,
    /** Runs `job` after each fact of an article. */
    onBooked: (job: () => void) => void jobs.push(job),
  }
}
