import { applyFrame } from '../../src/web/live/apply-frame.ts'
import { initialLive, type LiveState } from '../../src/web/live/live-state.ts'
import type { ToPage } from '../../src/wire/live.ts'
import type { AgentView, DeskState, PopView, WallState } from '../../src/wire/views.ts'
import { fakeAgent, fakeDesk, fakePop, fakeWall } from '../browser/fake-state.ts'

/** The server's clock in these tests, UTC ms: 2026-11-23 20:00 in Shanghai. */
export const now = Date.UTC(2026, 10, 23, 12)

export const givenAgent = (change: Partial<AgentView> = {}): AgentView => fakeAgent(now, change)
export const givenDesk = (change: Partial<DeskState> = {}): DeskState => fakeDesk(now, change)
export const givenPop = (change: Partial<PopView> = {}): PopView => fakePop(now, change)
export const givenWall = (change: Partial<WallState> = {}): WallState => fakeWall(now, change)

/** A live state after these frames. */
export const afterFrames = (...frames: readonly ToPage[]): LiveState =>
  frames.reduce((state, frame) => applyFrame(state, frame, 1000), initialLive(0))

/** The snapshot that begins a desk's connection. */
export const deskSnapshot = (desk: DeskState = givenDesk(), seq = 1): ToPage => ({
  type: 'snapshot',
  seq,
  serverTime: now,
  desk,
})
