import type { AgentView } from '../../wire/views.ts'
import type { TextKey } from '../texts.ts'

/** The word for each state of an agent. */
export const stateText: Readonly<Record<AgentView['state'], TextKey>> = {
  offline: 'state_offline',
  ready: 'state_ready',
  reserved: 'state_reserved',
  talking: 'state_talking',
  wrap_up: 'state_wrap_up',
  paused: 'state_paused',
}

const reasonTexts: ReadonlyMap<string, TextKey> = new Map([
  ['break', 'reason_break'],
  ['meal', 'reason_meal'],
  ['training', 'reason_training'],
  ['meeting', 'reason_meeting'],
  ['other_work', 'reason_other_work'],
  ['signed_in', 'reason_signed_in'],
  ['missed', 'reason_missed'],
  ['declined', 'reason_declined'],
  ['phone_failed', 'reason_phone_failed'],
  ['forced', 'reason_forced'],
])

/** The words for the reason of a pause; null for none, or for one this page does not know. */
export const reasonText = (reason: string | null): TextKey | null => reasonTexts.get(reason ?? '') ?? null

/** The words for what an agent becomes next: a pause by its reason, or signed out. */
export const nextText = (next: string | null): TextKey | null => {
  if (next === null) return null
  if (next === 'offline') return 'sign_out'
  return reasonText(next.replace(/^paused[:_ ]/, '')) ?? 'state_paused'
}
