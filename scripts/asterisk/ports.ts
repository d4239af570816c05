import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { AsteriskError } from './errors.ts'

/** Binds once and lets go: the port that was free, `port` itself unless 0. Rejects with the socket's error when it is taken. */
export function freeUdpPort(address: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', error => {
      socket.close()
      reject(error)
    })
    socket.bind({ port, address, exclusive: true }, () => {
      const bound = socket.address().port
      socket.close(() => resolve(bound))
    })
  })
}

/** Like {@link freeUdpPort}, for TCP on loopback. */
export function freeTcpPort(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(bound))
    })
  })
}

/** The wanted ports; 0 = any free one. */
export interface WantedPorts {
  sipBind: string
  sip: number
  http: number
  ami: number
}

export interface Ports {
  sip: number
  http: number
  ami: number
}

/** Throws port_taken, naming the setting, when a port that was asked for is busy. */
export async function choosePorts(wanted: WantedPorts): Promise<Ports> {
  const [sip, http, ami] = await Promise.all([
    taken(freeUdpPort(wanted.sipBind, wanted.sip), `SIP port ${wanted.sip}`, 'YIHAO_SIP_PORT'),
    taken(freeTcpPort(wanted.http), `ARI port ${wanted.http}`, 'the ARI port'),
    taken(freeTcpPort(wanted.ami), `AMI port ${wanted.ami}`, 'the AMI port'),
  ])
  if (http !== ami) return { sip, http, ami }
  return choosePorts(wanted)
}

async function taken(port: Promise<number>, what: string, setting: string): Promise<number> {
  try {
    return await port
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AsteriskError(
      'port_taken',
      `The ${what} cannot be had (${why}); stop the other program or change ${setting}.`,
    )
  }
}

/**
 * A range for media, enough for a thousand calls of two legs, below the kernel's own ports (32768 and up). Asterisk takes the next port when one is busy, so two
 * instances whose ranges overlap do no harm.
 */
export function chooseRtpRange(): { from: number; to: number } {
  const from = 16_000 + 4_000 * randomInt(4)
  return { from, to: from + 3_999 }
}
