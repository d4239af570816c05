import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { need, readTools } from '../setup/tools.ts'
import { startChild } from './children.ts'
import { type Capture, parsePcap } from './pcap.ts'
import { waitFor } from './wait.ts'

/** A capture on loopback that runs. */
export interface RunningCapture {
  /** Ends it once every packet sent so far is in it. Throws when packets were lost: such a round says nothing. */
  stop(): Promise<Capture>
  /** Ends it where it still runs; what it has seen is of no use any more. */
  discard(): Promise<void>
}

/** A port whose packets say that all packets before are written. */
const markerSocket = async () => {
  const socket = createSocket('udp4')
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  return {
    port,
    send: (text: string) => socket.send(text, port, '127.0.0.1'),
    close: () => new Promise<void>(resolve => socket.close(() => resolve())),
  }
}

/** Starts tcpdump on loopback for these ports, with nanoseconds, into `file`. Resolves when it really captures. */
export const startCapture = async (
  file: string,
  ports: { readonly udp: readonly number[]; readonly tcp: readonly number[] },
): Promise<RunningCapture> => {
  const tool = need(readTools().tcpdump)
  const marker = await markerSocket()
  const filter = [
    ...[...ports.udp, marker.port].map(port => `udp port ${port}`),
    ...ports.tcp.map(port => `tcp port ${port}`),
  ].join(' or ')
  // its own change of user away from root would keep it from writing into our folder
  const asRoot = process.getuid?.() === 0 ? ['-Z', 'root'] : []
  const options = ['-i', 'lo', '-n', '-s', '0', '-B', '65536', '-U', '--time-stamp-precision=nano', ...asRoot]
  const child = await startChild([...tool.command, ...options, '-w', file, filter], {
    env: { ...process.env, ...tool.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = child.exited.then(() => {
    throw new Error(`tcpdump ended: ${said.trim()}`)
  })
  ended.catch(() => {})
  await Promise.race([ended, waitFor('tcpdump listens', () => said.includes('listening on'))])
  let over = false
  const end = async () => {
    if (over) return
    over = true
    await child.stop('SIGINT')
    await marker.close()
  }
  return {
    discard: end,
    stop: async () => {
      const text = `end-${process.hrtime.bigint()}`
      marker.send(text)
      await Promise.race([ended, waitFor('the capture is written', () => readFileSync(file).includes(text))])
      await end()
      const dropped = Number(/(\d+) packets? dropped by kernel/.exec(said)?.[1] ?? 0)
      if (dropped > 0) throw new Error(`The capture lost ${dropped} packets.`)
      return parsePcap(readFileSync(file))
    },
  }
}
