import type { CallTarget } from '../../../wire/live.ts'
import type { AgentView, CallTargetsView, Names } from '../../../wire/views.ts'

/** One line of the chooser: somebody who can be called, or a queue to which the caller can only be passed on. */
export interface TargetRow {
  readonly key: string
  readonly group: 'agents' | 'topics' | 'departments' | 'queues' | 'number'
  readonly name: Names
  readonly target: CallTarget
  /** A colleague's state; null for all others. */
  readonly state: AgentView['state'] | null
  /** Callers who wait in a queue; null for all others. */
  readonly waiting: number | null
  /** Whether it can be called now. */
  readonly free: boolean
}

const same = (text: string): Names => ({ zh: text, en: text })

const isNumber = (text: string): boolean => /^\+?[\d\s()-]{3,20}$/.test(text)

const all = (view: CallTargetsView): TargetRow[] => [
  ...view.topics.map(
    (topic): TargetRow => ({
      key: `topic ${topic}`,
      group: 'topics',
      name: same(topic),
      target: { kind: 'topic', topic },
      state: null,
      waiting: null,
      free: true,
    }),
  ),
  ...view.contacts
    .filter(({ kind }) => kind === 'department')
    .map(
      ({ id, name }): TargetRow => ({
        key: `contact ${id}`,
        group: 'departments',
        name,
        target: { kind: 'contact', contactId: id },
        state: null,
        waiting: null,
        free: true,
      }),
    ),
  ...view.agents.map(
    ({ id, name, state }): TargetRow => ({
      key: `agent ${id}`,
      group: 'agents',
      name: same(`${name} ${id}`),
      target: { kind: 'agent', agentId: id },
      state,
      waiting: null,
      free: state === 'ready',
    }),
  ),
  ...view.queues.map(
    ({ id, name, waiting }): TargetRow => ({
      key: `queue ${id}`,
      group: 'queues',
      name,
      target: { kind: 'queue', queueId: id },
      state: null,
      waiting,
      free: true,
    }),
  ),
]

/** The lines that fit what was typed; a number that was typed is one itself. At most `most`, in the order of their groups. */
export const targetRows = (view: CallTargetsView, typed: string, most = 60): readonly TargetRow[] => {
  const wanted = typed.trim().toLowerCase()
  const rows = all(view).filter(({ name }) => `${name.zh} ${name.en}`.toLowerCase().includes(wanted))
  const number: TargetRow[] = isNumber(wanted)
    ? [
        {
          key: 'number',
          group: 'number',
          name: same(wanted),
          target: { kind: 'number', number: wanted },
          state: null,
          waiting: null,
          free: true,
        },
      ]
    : []
  return [...number, ...rows].slice(0, most)
}

/** The row after or before the chosen one among those that can be called; the first where none is chosen. */
export const stepRow = (rows: readonly TargetRow[], key: string | null, by: 1 | -1): string | null => {
  const free = rows.filter(row => row.free)
  if (free.length === 0) return null
  const at = free.findIndex(row => row.key === key)
  const next = at === -1 ? 0 : Math.min(free.length - 1, Math.max(0, at + by))
  return free[next]?.key ?? null
}
