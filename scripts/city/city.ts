import type { Log } from '../../src/engine/ports.ts'
import type { RunningAsterisk } from '../asterisk/options.ts'
import { startAsterisk } from '../asterisk/run.ts'
import { type CalledCitizens, createCalledCitizens } from './called-citizens.ts'
import { type Citizens, createCitizens } from './citizens.ts'
import type { PhoneCall } from './phone-call.ts'
import { createPhones, type Phones } from './phones.ts'
import { seededRandom } from './random.ts'
import { openRegistrations } from './registration.ts'
import { type Called, openSwitchboard } from './switchboard.ts'
import { startTraffic, type Traffic, type TrafficPlan } from './traffic.ts'

export type { Behaviour } from './behaviours.ts'
export type { CalledCitizens } from './called-citizens.ts'
export type { CallEnd, CallPlan, CitizenCall } from './citizen.ts'
export type { PhoneCall } from './phone-call.ts'
export type { Phone, PhoneBehaviour } from './phones.ts'
export type { CalledRecord, RungCitizen } from './rung-citizen.ts'
export type { Traffic, TrafficPlan } from './traffic.ts'

export interface CityOptions {
  /** Everything of the city's Asterisk is kept there. */
  readonly folder: string
  /** Where the hotline takes calls and registers phones. */
  readonly hotline: { readonly host: string; readonly port: number }
  /** UDP port of its SIP, to which the hotline's trunk has to lead where citizens are rung; a free one unless said otherwise. */
  readonly sipPort?: number
  /** For the whims of those at the phones; 1 unless said otherwise. */
  readonly seed?: number
  readonly log?: Log
  /** Told of each call as it begins to ring at a phone. */
  readonly onPhoneCall?: (call: PhoneCall) => void
}

/** A simulated city: an Asterisk of its own that plays citizens and agents' phones, with real audio both ways. */
export interface City {
  readonly asterisk: RunningAsterisk
  readonly phones: Phones
  readonly citizens: Citizens
  /** Those whom the hotline rings. */
  readonly called: CalledCitizens
  /** Lets citizens call by a plan, until it is stopped. */
  traffic(plan: TrafficPlan): Traffic
  /** Hangs up everything and ends the city's Asterisk. */
  stop(): Promise<void>
}

const silent: Log = { info() {}, warn() {}, error() {} }

/** Starts a city whose calls go to `hotline`. Throws an AsteriskError or a CityError. */
export async function startCity({
  folder,
  hotline,
  sipPort = 0,
  seed = 1,
  log = silent,
  onPhoneCall = () => {},
}: CityOptions): Promise<City> {
  const values = { HOTLINE: `${hotline.host}:${hotline.port}` }
  const asterisk = await startAsterisk({ folder, profile: 'city', sipPort, values })
  try {
    const citizens = createCitizens(() => switchboard)
    const called = createCalledCitizens(() => switchboard)
    const phones = createPhones({
      switchboard: () => switchboard,
      registrations: () => registrations,
      citizens,
      random: seededRandom(seed),
      onCall: onPhoneCall,
    })
    const rung = (event: Called) => {
      const number = event.args[1] ?? ''
      if (phones.get(number) === undefined && called.knows(number)) called.called(event)
      else phones.called(event)
    }
    const switchboard = await openSwitchboard(asterisk, rung, log)
    const registrations = openRegistrations(switchboard, asterisk, hotline, log)
    const traffics = new Set<Traffic>()

    const stop = async () => {
      for (const traffic of traffics) traffic.end()
      await Promise.race([Promise.all([citizens.stop(), called.stop(), phones.stop()]), asterisk.exited])
      await Promise.all([switchboard.close(), registrations.close()])
      await asterisk.stop()
    }
    return {
      asterisk,
      phones,
      citizens,
      called,
      traffic: plan => {
        const traffic = startTraffic(citizens, plan)
        traffics.add(traffic)
        void traffic.ended.then(() => traffics.delete(traffic))
        return traffic
      },
      stop,
    }
  } catch (error) {
    await asterisk.stop()
    throw error
  }
}
