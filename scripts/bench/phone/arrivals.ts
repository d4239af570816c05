import type { Page } from 'playwright-core'

/** What is put into the page. */
interface Watched {
  /** From here on packets are counted anew. */
  mark(): Promise<void>
  /** When the first packet since `mark` came, null: none has. */
  first(): Promise<number | null>
  pressedAt: number
}

/**
 * Runs in the page, before anything else of it. The browser counts the packets of sound that came from the network and knows when the last one
 * came; Asterisk sends none to a leg that nobody is joined with, and one each 20 ms from then on. So the first one is known to a few ms, ahead of
 * the buffer out of which it is played.
 */
const watchPackets = (): void => {
  const packetMs = 20
  const connections: RTCPeerConnection[] = []
  const before = new Map<RTCPeerConnection, number>()
  const look = async () => {
    const connection = connections.filter(({ connectionState }) => connectionState !== 'closed').at(-1)
    let seen = { packets: 0, last: 0 }
    for (const report of (await connection?.getStats())?.values() ?? [])
      if (report.type === 'inbound-rtp')
        seen = { packets: report.packetsReceived, last: report.lastPacketReceivedTimestamp }
    return { connection, ...seen }
  }
  const watched: Watched = {
    mark: async () => {
      const { connection, packets } = await look()
      if (connection) before.set(connection, packets)
    },
    first: async () => {
      const { connection, packets, last } = await look()
      const since = packets - ((connection && before.get(connection)) ?? 0)
      return since > 0 ? last - (since - 1) * packetMs : null
    },
    pressedAt: 0,
  }
  addEventListener(
    'keydown',
    event => {
      watched.pressedAt = performance.timeOrigin + event.timeStamp
    },
    true,
  )
  const Connection = RTCPeerConnection
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      connections.push(this)
    }
  }
  Object.assign(window, { watched })
}

/** Has the pages of a context look at the packets of sound that reach them. */
export const watchArrivals = (page: Page): Promise<unknown> => page.context().addInitScript(watchPackets)

/** Packets are counted anew from here on. */
export const markArrivals = (page: Page): Promise<void> => page.evaluate('window.watched.mark()')

/** When the first packet came since they are counted, null: none has. By the page's clock, ms since 1970. */
export const firstArrival = (page: Page): Promise<number | null> =>
  page.evaluate('window.watched.first()') as Promise<number | null>

/** When the last key was pressed, by the page's clock. */
export const pressedAt = (page: Page): Promise<number> => page.evaluate('window.watched.pressedAt') as Promise<number>

/** How far the page's clock is ahead of ours, ms: the best of a few questions, good to half of their way there and back. */
export const clockAhead = async (page: Page): Promise<number> => {
  let best = { way: Number.POSITIVE_INFINITY, ahead: 0 }
  for (let n = 0; n < 15; n += 1) {
    const asked = performance.timeOrigin + performance.now()
    const theirs = (await page.evaluate('performance.timeOrigin + performance.now()')) as number
    const heard = performance.timeOrigin + performance.now()
    if (heard - asked < best.way) best = { way: heard - asked, ahead: theirs - (asked + heard) / 2 }
  }
  return best.ahead
}
