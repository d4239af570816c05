import type { TextKey } from '../texts.ts'
import type { PhoneWord } from './phone-state.ts'

const words: Readonly<Record<PhoneWord, TextKey>> = {
  microphone_denied: 'phone_microphone_denied',
  microphone_missing: 'phone_microphone_missing',
  microphone_busy: 'phone_microphone_busy',
  microphone_insecure: 'phone_microphone_insecure',
  microphone_unplugged: 'phone_microphone_unplugged',
  elsewhere: 'phone_elsewhere',
  starting: 'phone_starting',
  lost: 'phone_lost',
  lost_in_talk: 'phone_lost_in_talk',
  ringing: 'phone_ringing',
  muted: 'phone_muted',
  good: 'phone_good',
  gaps_here: 'phone_gaps_here',
  gaps_there: 'phone_gaps_there',
  gaps_both: 'phone_gaps_both',
  late: 'phone_late',
  silent: 'phone_silent',
  echo: 'phone_echo',
  standing: 'phone_standing',
  registered: 'phone_registered',
}

/** The text of what a phone has to say; null: it is not in use on this computer. */
export const phoneText = (word: PhoneWord | null): TextKey => (word === null ? 'phone_desk' : words[word])

const good = new Set<PhoneWord | null>(['good', 'standing', 'registered', null])

/** Whether it is something to be noticed. */
export const needsNotice = (word: PhoneWord | null): boolean => !good.has(word)
