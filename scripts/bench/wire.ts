import type { Packet } from './pcap.ts'
import { header, lastFour, methodOf, parseSip } from './sip.ts'

/** A caller's call as the wire saw it; times in ms of the capture, null: not seen. */
export interface WireCall {
  readonly sipCallId: string
  readonly lastFour: string
  readonly invitedAt: number
  /** Final answer to the caller's INVITE. */
  answeredAt: number | null
  failedWith: number | null
  byeAt: number | null
  agentInvitedAt: number | null
  /** The agent's phone that the call rang first. */
  extension: string | null
  /** The hotline's own id of the call, where it put one on the agent's INVITE. */
  hotlineCallId: string | null
}

/** All that the benchmark reads from a capture. */
export interface Wire {
  readonly calls: readonly WireCall[]
  /** Every first INVITE to an agent's phone, in order. */
  readonly agentInvites: readonly { readonly at: number; readonly extension: string; readonly lastFour: string }[]
  /** Hotline call id → when Asterisk told the server of its arrival. */
  readonly arrivals: ReadonlyMap<string, number>
  /** Hotline call id → when the pop of its first offer reached a console. */
  readonly pops: ReadonlyMap<string, number>
}

export interface WirePorts {
  readonly sip: number
  /** The agents' phones. */
  readonly phones: number
  readonly asteriskHttp?: number
  readonly serverHttp?: number
}

const arrival = /"type":\s*"StasisStart".*?"channel":\s*\{\s*"id":\s*"([^"]+)"/gs
const pop = /"name":"pop","pop":\{"offerId":"([^"]+)-offer-1"/g

/** Reads times from packets: a repeated INVITE counts once, at its first packet. */
export const readWire = (packets: readonly Packet[], ports: WirePorts): Wire => {
  const calls = new Map<string, WireCall>()
  const byLastFour = new Map<string, WireCall>()
  const rung = new Set<string>()
  const agentInvites: { at: number; extension: string; lastFour: string }[] = []
  const arrivals = new Map<string, number>()
  const pops = new Map<string, number>()

  const fromCaller = ({ at, payload }: Packet) => {
    const message = parseSip(payload)
    if (!message) return
    const sipCallId = header(message, 'Call-ID')
    const known = calls.get(sipCallId)
    if (message.method === 'BYE' && known) known.byeAt ??= at
    if (message.method !== 'INVITE' || known) return
    const call: WireCall = {
      sipCallId,
      lastFour: lastFour(message),
      invitedAt: at,
      answeredAt: null,
      failedWith: null,
      byeAt: null,
      agentInvitedAt: null,
      extension: null,
      hotlineCallId: null,
    }
    calls.set(sipCallId, call)
    byLastFour.set(call.lastFour, call)
  }
  const toCaller = ({ at, payload }: Packet) => {
    const message = parseSip(payload)
    if (!message || message.status < 200 || methodOf(message) !== 'INVITE') return
    const call = calls.get(header(message, 'Call-ID'))
    if (!call) return
    if (message.status < 300) call.answeredAt ??= at
    else call.failedWith ??= message.status
  }
  const toPhone = ({ at, payload }: Packet) => {
    const message = parseSip(payload)
    if (message?.method !== 'INVITE') return
    const sipCallId = header(message, 'Call-ID')
    if (rung.has(sipCallId)) return
    rung.add(sipCallId)
    const caller = lastFour(message)
    agentInvites.push({ at, extension: message.target, lastFour: caller })
    const call = byLastFour.get(caller)
    if (!call || call.agentInvitedAt !== null) return
    call.agentInvitedAt = at
    call.extension = message.target
    call.hotlineCallId = header(message, 'X-Yihao-Call') || null
  }
  const first = (found: Map<string, number>, pattern: RegExp, { at, payload }: Packet) => {
    for (const [, id] of payload.matchAll(pattern)) if (id !== undefined && !found.has(id)) found.set(id, at)
  }

  for (const packet of packets) {
    const { protocol, from, to } = packet
    if (protocol === 'tcp') {
      if (from === ports.asteriskHttp) first(arrivals, arrival, packet)
      if (from === ports.serverHttp) first(pops, pop, packet)
    } else if (to === ports.phones && from === ports.sip) toPhone(packet)
    else if (to === ports.sip && from !== ports.phones) fromCaller(packet)
    else if (from === ports.sip) toCaller(packet)
  }
  return { calls: [...calls.values()], agentInvites, arrivals, pops }
}
