import type { LiveCommand } from '../../wire/live.ts'
import type { DeskCallView, DeskState, DeskTaskView } from '../../wire/views.ts'
import type { TextKey } from '../texts.ts'

/**
 * Something the agent can do now: its word, its key, and the command it gives. `choose_pause` and `choose_target` ask for the reason, or for whom,
 * first; `answer_phone` is done by the page's own phone, which rings.
 */
export interface DeskAction {
  readonly text: TextKey
  readonly key: string
  /** What ends something for the caller needs Shift, so that it is not hit by mistake. */
  readonly shift: boolean
  readonly look: 'primary' | 'plain' | 'danger'
  readonly does: LiveCommand | 'choose_pause' | 'choose_target' | 'answer_phone'
}

export type PauseChoice = Extract<LiveCommand, { name: 'pause' }>['reason']

/** Reasons of a pause in the order of their digit keys. */
export const pauseChoices: readonly PauseChoice[] = ['break', 'meal', 'training', 'meeting', 'other_work']

const ready: DeskAction = { text: 'command_ready', key: 'F2', shift: false, look: 'primary', does: { name: 'ready' } }
const keepReady: DeskAction = { ...ready, text: 'command_keep_ready', look: 'plain' }
const pause: DeskAction = { text: 'command_pause', key: 'F4', shift: false, look: 'plain', does: 'choose_pause' }
const changePause: DeskAction = { ...pause, text: 'command_change_pause' }
const pauseAfter: DeskAction = { ...pause, text: 'command_pause_after' }
const hangUp: DeskAction = {
  text: 'command_hang_up',
  key: 'F8',
  shift: true,
  look: 'danger',
  does: { name: 'hang_up' },
}
const extend: DeskAction = {
  text: 'command_extend',
  key: 'F9',
  shift: false,
  look: 'plain',
  does: { name: 'extend_wrap_up' },
}

/** What an agent can do with the caller of his talk. */
const callerActions = ({ mine, heldSince, parties, recorded, recordingPause }: DeskCallView): DeskAction[] => {
  if (!mine) return []
  const joined = parties.some(({ joinedAt, mode }) => joinedAt !== null && mode !== 'listen' && mode !== 'whisper')
  const held: DeskAction =
    heldSince === null
      ? { text: 'command_hold', key: 'F9', shift: false, look: 'plain', does: { name: 'hold' } }
      : {
          text: joined ? 'command_three' : 'command_resume',
          key: 'F9',
          shift: false,
          look: 'primary',
          does: { name: 'resume' },
        }
  const someone: DeskAction = joined
    ? { text: 'command_hand_over', key: 'F10', shift: true, look: 'primary', does: { name: 'hand_over' } }
    : { text: 'command_call_someone', key: 'F10', shift: false, look: 'plain', does: 'choose_target' }
  const recording: DeskAction =
    recordingPause === null
      ? { text: 'command_pause_recording', key: 'F6', shift: true, look: 'plain', does: { name: 'pause_recording' } }
      : {
          text: 'command_resume_recording',
          key: 'F6',
          shift: true,
          look: 'primary',
          does: { name: 'resume_recording' },
        }
  return [
    held,
    someone,
    ...(recorded ? [recording] : []),
    { text: 'command_rate', key: 'F9', shift: true, look: 'plain', does: { name: 'rate' } },
  ]
}

const isPauseChoice = (reason: string): reason is PauseChoice => pauseChoices.some(choice => choice === reason)

/** Ending the wrap-up early leads to the same state as its planned end: what the agent asked for, else ready. */
const endWrapUp = (next: string | null): DeskAction => {
  const does: LiveCommand =
    next === 'offline'
      ? { name: 'sign_out' }
      : next !== null && isPauseChoice(next)
        ? { name: 'pause', reason: next }
        : { name: 'ready' }
  return { text: 'command_end_wrap_up', key: 'F8', shift: false, look: 'primary', does }
}

const ringActions = (offerId: string, acceptBy: 'phone' | 'desk', phoneRings: boolean): DeskAction[] => [
  ...(acceptBy === 'desk' || phoneRings
    ? [
        {
          text: 'command_accept',
          key: 'F7',
          shift: false,
          look: 'primary',
          does: acceptBy === 'desk' ? ({ name: 'accept', offerId } as const) : ('answer_phone' as const),
        } as const,
      ]
    : []),
  { text: 'command_decline', key: 'F7', shift: true, look: 'danger', does: { name: 'decline', offerId } },
]

/** What he can do with a task before anybody has answered. */
const taskActions = ({ state }: DeskTaskView): DeskAction[] => {
  const back: DeskAction = {
    text: 'command_give_back',
    key: 'F8',
    shift: false,
    look: 'plain',
    does: { name: 'give_back' },
  }
  switch (state) {
    case 'previewed':
      return [{ text: 'command_dial', key: 'F7', shift: false, look: 'primary', does: { name: 'dial' } }, back]
    case 'summoned':
      return [back]
    case 'dialled':
      return [{ ...hangUp, text: 'command_stop_ringing' }]
    default:
      return []
  }
}

/** What an agent can do in the present state. Anything else the server would refuse (docs/states.md). `phoneRings`: the page's own phone. */
export const actionsOf = ({ agent, pop, call, chat, task }: DeskState, phoneRings = false): readonly DeskAction[] => {
  const later = agent.next === null ? [pauseAfter] : [keepReady]
  switch (agent.state) {
    case 'ready':
      return [pause]
    case 'paused':
      return [ready, changePause]
    case 'reserved':
      return [
        ...(pop ? ringActions(pop.offerId, pop.acceptBy, phoneRings) : []),
        ...(chat?.offerId ? ringActions(chat.offerId, 'desk', false) : []),
        ...(task ? taskActions(task) : []),
        ...later,
      ]
    case 'talking':
      if (chat) return [...later, { ...hangUp, text: 'command_end_chat' }]
      return [
        ...later,
        ...(call?.endedAt === null ? callerActions(call) : []),
        call?.mine === false ? { ...hangUp, text: 'command_leave' } : hangUp,
      ]
    case 'wrap_up':
      // what came of the talk is said before anything else
      if (task?.answered) return [extend]
      return [endWrapUp(agent.next), extend, pause]
    default:
      return []
  }
}
