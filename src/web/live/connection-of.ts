import type { TextKey } from '../texts.ts'
import type { LiveState } from './live-state.ts'

/** The connection in plain words, and how bad it is. */
export interface Connection {
  readonly level: 'good' | 'busy' | 'bad'
  readonly text: TextKey
}

/** What to tell the reader about the connection: the worst that is known, in the order of what he can do about it. */
export const connectionOf = ({ link, cut, unreachable, desk, wall }: LiveState): Connection => {
  if (link === 'ended') return { level: 'bad', text: cut === 'version' ? 'link_version' : 'link_signed_out' }
  if (link !== 'live' && unreachable) return { level: 'bad', text: 'link_unreachable' }
  if (link === 'connecting') return { level: 'busy', text: 'link_connecting' }
  if (link === 'reconnecting') return { level: 'busy', text: cut === 'slow' ? 'link_slow' : 'link_reconnecting' }
  if (desk?.telephony === false || wall?.telephony === false) return { level: 'bad', text: 'link_telephony_down' }
  if (desk?.agent.phone === false) return { level: 'bad', text: 'link_phone_missing' }
  return { level: 'good', text: 'link_live' }
}
