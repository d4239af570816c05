import type { TestContext } from 'node:test'
import { freeUdpPort } from '../../scripts/asterisk/ports.ts'
import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'
import type { City } from '../../scripts/city/city.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { givenCity } from '../helpers/city.ts'
import { type Dialler, givenDialler } from './dialler.ts'

/** A city whose citizens can be rung, and a bare client on the hotline's Asterisk that rings them. */
export interface RungCity {
  readonly city: City
  readonly hotline: RunningAsterisk
  readonly dialler: Dialler
}

/** Starts both; they are gone after the test. */
export async function givenRungCity(t: TestContext): Promise<RungCity> {
  const cityPort = await freeUdpPort('127.0.0.1')
  const hotline = await givenAsterisk(t, { values: { TRUNK_CONTACT: `sip:127.0.0.1:${cityPort}` } })
  const [city, dialler] = await Promise.all([givenCity(t, hotline.sipPort, cityPort), givenDialler(t, hotline)])
  return { city, hotline, dialler }
}
