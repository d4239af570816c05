import type { TestContext } from 'node:test'
import { WebSocket } from 'ws'
import { type LiveChange, liveVersion, type ToPage, type ToServer, type View } from '../../../src/wire/live.ts'
import { until } from '../../helpers/until.ts'

/** A page as the server sees it: a socket with our cookie and origin. */
export interface GivenPage {
  readonly socket: WebSocket
  readonly frames: ToPage[]
  send(frame: ToServer): void
  /** The first frame so far (or to come) that fits. */
  frame<T extends ToPage['type']>(
    type: T,
    fits?: (frame: Extract<ToPage, { type: T }>) => boolean,
  ): Promise<Extract<ToPage, { type: T }>>
  /** The first change of this name that fits. */
  change<N extends LiveChange['name']>(
    name: N,
    fits?: (change: Extract<LiveChange, { name: N }>) => boolean,
  ): Promise<Extract<LiveChange, { name: N }>>
  /** Close code and reason. */
  closed(): Promise<{ readonly code: number; readonly reason: string }>
}

export interface PageOptions {
  readonly cookie: string
  readonly origin?: string
}

/** Opens a socket to /api/live; terminated after the test. */
export const givenPage = async (
  t: Pick<TestContext, 'after'>,
  host: string,
  { cookie, origin = `http://${host}` }: PageOptions,
): Promise<GivenPage> => {
  const socket = new WebSocket(`ws://${host}/api/live`, { headers: { cookie, origin } })
  t.after(() => socket.terminate())
  const frames: ToPage[] = []
  let end: { code: number; reason: string } | null = null
  socket.on('message', data => frames.push(JSON.parse(data.toString()) as ToPage))
  socket.on('close', (code, reason) => {
    end = { code, reason: reason.toString() }
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => {})

  const page: GivenPage = {
    socket,
    frames,
    send: frame => socket.send(JSON.stringify(frame)),
    frame: (type, fits = () => true) =>
      until(`a frame ${type}`, () =>
        frames.find(
          (frame): frame is Extract<ToPage, { type: typeof type }> => frame.type === type && fits(frame as never),
        ),
      ),
    change: async (name, fits = () => true) => {
      const found = await until(`a change ${name}`, () =>
        frames.find(frame => frame.type === 'event' && frame.change.name === name && fits(frame.change as never)),
      )
      if (found.type !== 'event') throw new Error('not an event')
      return found.change as never
    },
    closed: () => until('the socket is closed', () => end),
  }
  return page
}

/** A page that has said hello and has its snapshot. */
export const givenView = async (
  t: Pick<TestContext, 'after'>,
  host: string,
  cookie: string,
  view: View,
): Promise<GivenPage> => {
  const page = await givenPage(t, host, { cookie })
  page.send({ type: 'hello', version: liveVersion, view })
  await page.frame('snapshot')
  return page
}

/** The answer to an upgrade that the server refuses: status and code. */
export const refusedUpgrade = (
  host: string,
  headers: Readonly<Record<string, string>>,
  path = '/api/live',
): Promise<{ readonly status: number; readonly code: string }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}${path}`, { headers })
    socket.on('error', () => {})
    socket.on('open', () => reject(new Error('the socket was opened')))
    socket.on('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (part: Buffer) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, code: JSON.parse(text).error.code }))
    })
  })
