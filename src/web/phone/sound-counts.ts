import type { SoundCounts } from './quality.ts'

const ms = (seconds: unknown): number | null => (typeof seconds === 'number' ? Math.round(seconds * 1000) : null)
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** What a connection's own counters say of its sound. */
export const readCounts = async (connection: RTCPeerConnection): Promise<SoundCounts> => {
  const reports: Record<string, unknown>[] = []
  for (const report of (await connection.getStats()).values()) reports.push(report)
  const audio = (type: string) => reports.find(report => report.type === type && report.kind === 'audio')
  const here = audio('inbound-rtp')
  const there = audio('remote-inbound-rtp')
  const track = connection.getSenders().find(sender => sender.track?.kind === 'audio')?.track
  const echo = track?.getSettings().echoCancellation
  return {
    received: number(here?.packetsReceived),
    lost: number(here?.packetsLost),
    jitterMs: ms(here?.jitter),
    lossThere: typeof there?.fractionLost === 'number' ? there.fractionLost : null,
    rttMs: ms(there?.roundTripTime),
    cancelsEcho: echo === undefined ? null : echo !== false,
  }
}
