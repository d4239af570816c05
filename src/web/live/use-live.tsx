import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import type { View } from '../../wire/live.ts'
import { fetchSession } from '../session/session-api.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createLiveClient, type LiveClient, type Socket, type SocketEvents } from './live-client.ts'
import type { LiveState } from './live-state.ts'

const LiveContext = createContext<LiveClient | null>(null)

const socketUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`

const connect = (events: SocketEvents): Socket => {
  const socket = new WebSocket(socketUrl())
  socket.onopen = () => events.opened()
  socket.onmessage = ({ data }) => events.received(data)
  socket.onclose = ({ code }) => events.closed(code)
  return socket
}

/** A server that cannot be asked is away, which is no reason to sign anybody out. */
const stillSignedIn = (): Promise<boolean> =>
  fetchSession().then(
    session => session !== null,
    () => true,
  )

const openClient = (view: View): LiveClient =>
  createLiveClient({
    view,
    connect,
    monotonic: () => performance.now(),
    wallClock: () => Date.now(),
    random: () => Math.random(),
    after: (ms, job) => {
      const timer = setTimeout(job, ms)
      return () => clearTimeout(timer)
    },
    heartbeat: startHeartbeat,
    stillSignedIn,
  })

/** Keeps the live connection of one view open while it is on the screen. */
export const LiveProvider = ({ view, children }: { readonly view: View; readonly children: ReactNode }) => {
  const [client, setClient] = useState<LiveClient | null>(null)
  useEffect(() => {
    const opened = openClient(view)
    setClient(opened)
    const retry = () => opened.retryNow()
    const gone = () => opened.networkGone()
    addEventListener('online', retry)
    addEventListener('offline', gone)
    document.addEventListener('visibilitychange', retry)
    return () => {
      removeEventListener('online', retry)
      removeEventListener('offline', gone)
      document.removeEventListener('visibilitychange', retry)
      opened.close()
    }
  }, [view])
  return client && <LiveContext value={client}>{children}</LiveContext>
}

/** The live connection above. */
export const useLiveClient = (): LiveClient => {
  const client = use(LiveContext)
  if (!client) throw new Error('useLiveClient needs a LiveProvider above it')
  return client
}

/** A part of the live state, as it is stored (not built anew); the component is drawn again only when it changes. */
export const useLive = <T,>(select: (state: LiveState) => T): T => {
  const client = useLiveClient()
  return useSyncExternalStore(client.subscribe, () => select(client.getState()))
}
