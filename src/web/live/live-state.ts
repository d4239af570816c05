import type { DeskState, WallState } from '../../wire/views.ts'

/** How the page is linked to the server. `ended` is final until the page is loaded anew or somebody signs in. */
export type Link = 'connecting' | 'live' | 'reconnecting' | 'ended'

/** Everything the live connection knows; one value, replaced whole. */
export interface LiveState {
  readonly link: Link
  /** Why the link ended or was cut last; null: no special reason. */
  readonly cut: 'signed_out' | 'version' | 'slow' | null
  /** Nothing was had of the server for longer than one needs that starts again. */
  readonly unreachable: boolean
  /** Number of the last frame of this socket that was applied. */
  readonly seq: number
  /** A frame was missed (or none has come yet): what is shown waits for a snapshot. */
  readonly stale: boolean
  /** Server's clock minus `performance.now()`, ms. */
  readonly clockOffset: number
  readonly desk: DeskState | null
  readonly wall: WallState | null
  /** The draft that was saved last, by this page or another of the agent. */
  readonly draftSaved: { readonly callId: string; readonly updatedAt: number } | null
  /** The agent's newest phone session that the server told of; null: none was begun while this page was connected. */
  readonly phoneSession: string | null
  /** The offer taken back last, until another one comes. */
  readonly withdrawn: { readonly offerId: string; readonly why: string } | null
}

/** Before the first connection. Until the server tells its time the computer's own is used. */
export const initialLive = (clockOffset: number): LiveState => ({
  link: 'connecting',
  cut: null,
  unreachable: false,
  seq: 0,
  stale: true,
  clockOffset,
  desk: null,
  wall: null,
  draftSaved: null,
  phoneSession: null,
  withdrawn: null,
})
