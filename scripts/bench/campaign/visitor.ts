import type { AttemptOutcome } from '../../../src/wire/live.ts'
import type { DeskTaskView } from '../../../src/wire/views.ts'
import type { Behaviour } from '../../city/behaviours.ts'
import type { Console } from '../../city/console.ts'

/** What whoever rings one who behaves so hears and says of it; null: nothing is heard, and the network's own word stands. */
export const heard = ({ kind, takesPart, steps }: Behaviour): AttemptOutcome | null => {
  const spoken = steps.some(step => step.do === 'say')
  switch (kind) {
    case 'answers':
      return takesPart ? 'done' : 'refused'
    case 'hangs_up_at_once':
      return 'hung_up'
    case 'machine':
      return 'machine'
    case 'rings_out':
      return spoken ? 'no_answer' : null
    case 'busy':
      return spoken ? 'busy' : null
    case 'rejects':
      return spoken ? 'rejected' : null
    case 'switched_off':
    case 'out_of_reach':
      return spoken ? 'unreachable' : null
    case 'suspended':
      return spoken ? 'suspended' : null
    case 'empty_number':
      return spoken ? 'empty_number' : null
    default:
      return null
  }
}

/** How long a machine is listened to, and how long something is written, in ms. */
const listenMs = 500

/**
 * An agent who works through tasks that are dialled for him: he lets a person talk to the end, hangs up on a machine, and says what he heard.
 * `behind`: who has the number that his desk shows; `writeMs`: how long he writes after each.
 */
export const visitor = (behind: (shown: string) => Behaviour | null, writeMs: number) => {
  const timers = new Set<NodeJS.Timeout>()
  const later = (ms: number, job: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      job()
    }, ms)
    timers.add(timer)
  }
  return {
    onTask: (task: DeskTaskView | null, desk: Pick<Console, 'command'>) => {
      if (!task) return
      const who = task.number === null ? null : behind(task.number)
      const outcome = who && heard(who)
      const say = (said: AttemptOutcome) =>
        void desk.command({ name: 'conclude', said: { outcome: said, appointment: null, note: '' } })
      if (task.state === 'talking' && outcome === 'machine') later(listenMs, () => say(outcome))
      if (task.state !== 'concluded') return
      if (outcome !== null) later(writeMs, () => say(outcome))
      else later(writeMs, () => void desk.command({ name: 'ready' }))
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
