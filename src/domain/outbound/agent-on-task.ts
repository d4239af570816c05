import type { AgentState } from '../agent/agent.ts'
import {
  type AgentEventType,
  type AgentHandler,
  concludes,
  flags,
  keep,
  laterCommands,
  noCaller,
  refuse,
} from '../agent/agent-table.ts'
import { release } from '../agent/transitions.ts'
import { note, setAgent } from '../line/turn.ts'
import { abandonAttempt, failAttempt } from './attempt.ts'
import { attemptOf, dial, giveBack, type OutboundCall, summon } from './give.ts'

/* What happens to an agent who looks at a task, whose phone is rung for it, or who dials it. His talk with the citizen is as any other. */

type OnTask = (
  turn: Parameters<AgentHandler>[0],
  agent: Parameters<AgentHandler>[1],
  call: OutboundCall,
  at: number,
) => void

/** Does this with his attempt; where there is none any more he is free. */
const withAttempt =
  (then: OnTask): AgentHandler =>
  (turn, agent, { at }) => {
    const call = attemptOf(turn.line, agent)
    if (call) then(turn, agent, call, at)
    else release(turn, agent, at)
  }

const dials = withAttempt((turn, _agent, call, at) => {
  if (call.state === 'previewed') summon(turn, call, at)
  else turn.refusal = 'not_allowed_now'
})

const givesBack = withAttempt((turn, _agent, call, at) => {
  if (call.state === 'dialled') turn.refusal = 'not_allowed_now'
  else giveBack(turn, call, 'given_back', at)
})

const hangsUp = withAttempt((turn, _agent, call, at) => {
  if (call.state === 'dialled') failAttempt(turn, call, { by: 'agent', how: 'cancelled' }, at)
  else giveBack(turn, call, 'given_back', at)
})

const phoneAnswers = withAttempt((turn, agent, call, at) => {
  if (call.state === 'summoned') dial(turn, call, agent, at)
})

const phoneGoes = withAttempt((turn, agent, call, at) => {
  if (call.state === 'dialled') abandonAttempt(turn, call, agent, at)
  else giveBack(turn, call, 'phone_gone', at)
})

/** Nobody dials without a page before his eyes. */
const goes =
  (why: 'agent_gone' | 'phone_gone'): AgentHandler =>
  (turn, agent, { at }) => {
    setAgent(turn, agent)
    const call = attemptOf(turn.line, agent)
    if (call?.state === 'previewed') giveBack(turn, call, why, at)
  }

const stuck = withAttempt((turn, agent, call, at) => {
  if (call.state !== 'dialled') return giveBack(turn, call, 'too_long', at)
  note(turn, at, {
    kind: 'stuck_freed',
    what: 'agent',
    id: agent.id,
    state: agent.state,
    why: 'his attempt did not end',
  })
  failAttempt(turn, call, { by: 'system', how: turn.line.telephony ? 'no_answer' : 'lost' }, at)
})

/** State × event of an agent whom a task engages; in every other state his own table holds (docs/states.md has the same table). */
export const agentOnTaskTable: {
  readonly [S in Extract<AgentState, 'reserved'>]: { readonly [E in AgentEventType]?: AgentHandler }
} = {
  reserved: {
    agent_signed_in: flags(keep),
    console_up: flags(keep),
    reachable: flags(keep),
    console_down: flags(goes('agent_gone')),
    unreachable: flags(goes('phone_gone')),
    leg_answered: phoneAnswers,
    leg_ended: phoneGoes,
    ...noCaller,
    dial: dials,
    give_back: givesBack,
    conclude: concludes,
    hang_up: hangsUp,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    ...laterCommands,
    extend_wrap_up: refuse('not_in_wrap_up'),
    due: stuck,
  },
}
