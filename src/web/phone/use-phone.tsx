import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { ApiError } from '../api/api.ts'
import { startHeartbeat } from '../live/heartbeat.ts'
import { useLive } from '../live/use-live.tsx'
import { createLoudspeaker, type Loudspeaker } from './loudspeaker.ts'
import { openMicrophone, watchDevices } from './microphone.ts'
import { openPhoneSession, sipUrl } from './phone-api.ts'
import { type PhoneChoices, storeChoices, storedChoices } from './phone-choices.ts'
import { createPhoneClient, type PhoneClient } from './phone-client.ts'
import type { PhoneState } from './phone-state.ts'
import { readCounts } from './sound-counts.ts'

interface PhoneUse {
  readonly client: PhoneClient
  readonly loudspeaker: Loudspeaker
  readonly choices: PhoneChoices
  choose(change: Partial<PhoneChoices>): void
}

const PhoneContext = createContext<PhoneUse | null>(null)

const openSession = async (previous: string | null) => {
  try {
    const { path, ...account } = await openPhoneSession(previous)
    return { ...account, url: sipUrl(`${path}?session=${account.session}`), register: true }
  } catch (error) {
    if (error instanceof ApiError && error.code === 'phone_elsewhere') return 'elsewhere'
    throw error
  }
}

const openPhone = (loudspeaker: Loudspeaker): PhoneClient =>
  createPhoneClient({
    choices: storedChoices,
    openSession,
    loadSip: () => import('./sip-phone.ts').then(module => module.startSipPhone),
    openMicrophone,
    watchDevices,
    loudspeaker,
    counts: readCounts,
    heartbeat: startHeartbeat,
    after: (ms, job) => void setTimeout(job, ms),
  })

const begin = (): Omit<PhoneUse, 'choices' | 'choose'> => {
  const { loudspeaker: device, volume } = storedChoices()
  const loudspeaker = createLoudspeaker(device, volume)
  return { client: openPhone(loudspeaker), loudspeaker }
}

/** The phone that goes along to the page that is opened next. */
let carried: ReturnType<typeof begin> | null = null

/** The phone of a page that is still being drawn for the first time. */
let starting: ReturnType<typeof begin> | null = null

/** Starts while the page is being drawn, not after it: the browser opens the microphone meanwhile, and a page that is loaded anew in a talk is sooner back in it. */
const startAtOnce = () => {
  if (starting) return starting
  starting = begin()
  if (storedChoices().phone === 'browser') void starting.client.start()
  return starting
}

/** The phone of this page: registered from its first moment, beside the live connection, until it goes; where this computer uses it. */
export const PhoneProvider = ({ children }: { readonly children: ReactNode }) => {
  const [{ client, loudspeaker }] = useState(() => carried ?? startAtOnce())
  const [choices, setChoices] = useState(storedChoices)
  const newest = useLive(state => state.phoneSession)
  const wanted = choices.phone === 'browser'

  useEffect(() => {
    const isStarting = starting?.client === client
    if (isStarting) starting = null
    if (!wanted) return
    if (carried?.client === client) carried = null
    else if (!isStarting) void client.start()
    const leave = () => client.stop()
    // a page that the browser kept aside comes back without its calls
    const back = ({ persisted }: PageTransitionEvent) => persisted && void client.start()
    addEventListener('pagehide', leave)
    addEventListener('pageshow', back)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', back)
      if (carried?.client !== client) client.stop()
    }
  }, [wanted, client])
  useEffect(() => {
    if (newest !== null) client.newest(newest)
  }, [newest, client])

  const choose = (change: Partial<PhoneChoices>): void => {
    const next = { ...choices, ...change }
    storeChoices(next)
    setChoices(next)
    if (change.microphone !== undefined && client.microphone) void client.reopenMicrophone()
    if (change.loudspeaker !== undefined) loudspeaker.choose(change.loudspeaker)
    if (change.volume !== undefined) loudspeaker.setVolume(change.volume)
  }
  return <PhoneContext value={{ client, loudspeaker, choices, choose }}>{children}</PhoneContext>
}

/** The phone above. */
export const usePhoneClient = (): PhoneUse => {
  const found = use(PhoneContext)
  if (!found) throw new Error('usePhoneClient needs a PhoneProvider above it')
  return found
}

/** A part of the phone's state, as it is stored; the component is drawn again only when it changes. */
export const usePhone = <T,>(select: (state: PhoneState) => T): T => {
  const { client } = usePhoneClient()
  return useSyncExternalStore(client.subscribe, () => select(client.getState()))
}

/** Lets the phone go along to the page that is opened next in this tab, with the talk on it; one that is not in use here stays behind. */
export const useCarryPhone = (): (() => void) => {
  const { client, loudspeaker } = usePhoneClient()
  return () => {
    const { link } = client.getState()
    if (link === 'registered' || link === 'lost') carried = { client, loudspeaker }
  }
}
