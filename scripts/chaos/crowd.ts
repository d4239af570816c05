import type { Closers } from '../bench/closers.ts'
import type { PhoneCall } from '../city/city.ts'
import { type Habits, startCallers } from './callers.ts'
import type { CallerRecord } from './records.ts'
import { type SippCallers, startSippCallers } from './sipp.ts'
import type { Stage } from './stage.ts'

/** All who call in a run: citizens of the city, who hear and speak, and callers played by sipp. */
export interface Crowd {
  /** Calls that are not over. */
  readonly open: number
  /** No further calls. */
  end(): void
  hangUpAll(): Promise<void>
  records(): readonly CallerRecord[]
}

/** How they call; `rate` is that of both together. */
export interface CrowdPlan extends Habits {
  readonly folder: string
  readonly seconds: number
}

/** Share of the calls that sipp makes. */
const sippShare = 0.2

/** Lets them call from now on. Where the set-up found no sipp, the city makes all calls. */
export const startCrowd = async (
  stage: Stage,
  plan: CrowdPlan,
  phones: readonly PhoneCall[],
  closers: Closers,
  say: (text: string) => void,
): Promise<Crowd> => {
  const { folder, seconds, rate, patienceMs } = plan
  const { sipPort } = stage.switching.asterisk
  const order = { folder, sipPort, seconds, rate: rate * sippShare, callMs: patienceMs / 2 }
  const sipp = await startSippCallers(order).catch((error: unknown) => {
    say(`no calls by sipp: ${error instanceof Error ? error.message : String(error)}`)
    return null
  })
  if (sipp) closers.add(() => sipp.child.stop('SIGKILL'))
  const citizens = startCallers(stage.city, { ...plan, rate: sipp ? rate * (1 - sippShare) : rate }, phones)
  const ofSipp = () => sipp?.records(citizens.phonesOf) ?? []
  return {
    get open() {
      return citizens.open + openOf(sipp)
    },
    end: citizens.end,
    hangUpAll: citizens.hangUpAll,
    records: () => [...citizens.records(), ...ofSipp()],
  }
}

/** sipp ends by itself once all its calls are over. */
const openOf = (sipp: SippCallers | null): number => (sipp !== null && sipp.child.process.exitCode === null ? 1 : 0)
