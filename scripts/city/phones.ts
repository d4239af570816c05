import type { AllCitizens } from './citizens.ts'
import { type Duration, draw } from './durations.ts'
import { CityError } from './errors.ts'
import { type PhoneCall, type Reaction, ringPhone } from './phone-call.ts'
import { happens, type Random } from './random.ts'
import type { PhoneAccount, Registrations } from './registration.ts'
import type { Called, Switchboard } from './switchboard.ts'

/** What the one at a phone usually does. Shares from 0 to 1, times in ms. */
export interface PhoneBehaviour {
  readonly answerAfterMs: Duration
  /** Share of the calls that ring in vain. */
  readonly noAnswerShare?: number
  readonly declineShare?: number
  /** How long he talks before he hangs up, where he is the one who does. */
  readonly talkMs?: Duration
  /** Share of the talks that he ends, of those that the citizen does not leave to him anyway; 0 unless said otherwise. */
  readonly hangUpShare?: number
}

/** A SIP telephone on an agent's desk. */
export interface Phone {
  readonly extension: string
  readonly registered: boolean
  /** Its calls, the newest last; the last two hundred are kept. */
  readonly calls: readonly PhoneCall[]
  behave(behaviour: PhoneBehaviour): void
  /** Unregisters it. A call that it has goes on. */
  remove(): Promise<void>
}

export interface Phones {
  /** Puts a phone on a desk; resolves when the hotline has registered it. Rejects with a CityError. */
  add(order: PhoneAccount & { readonly behaviour: PhoneBehaviour }): Promise<Phone>
  get(extension: string): Phone | undefined
}

/** Phones with what the city tells them. */
export interface AllPhones extends Phones {
  called(event: Called): void
  stop(): Promise<void>
}

const keptCalls = 200

export interface PhoneParts {
  readonly switchboard: () => Switchboard
  readonly registrations: () => Registrations
  readonly citizens: Pick<AllCitizens, 'behind'>
  readonly random: Random
  readonly onCall: (call: PhoneCall) => void
}

export function createPhones({ switchboard, registrations, citizens, random, onCall }: PhoneParts): AllPhones {
  const phones = new Map<string, { phone: Phone; behaviour: PhoneBehaviour; calls: PhoneCall[] }>()

  let count = 0
  /** Differs among phones that are answered within the same moment. */
  const nextKey = () => String(count++ % 10)
  const remove = async (extension: string) => {
    phones.delete(extension)
    await registrations().remove(extension)
  }

  return {
    add: async ({ extension, password, behaviour }) => {
      if (phones.has(extension)) throw new CityError('phone_exists', `There is a phone ${extension} already.`)
      const calls: PhoneCall[] = []
      const phone: Phone = {
        extension,
        get registered() {
          return registrations().isRegistered(extension)
        },
        calls,
        behave: wanted => {
          entry.behaviour = wanted
        },
        remove: () => remove(extension),
      }
      const entry = { phone, behaviour, calls }
      phones.set(extension, entry)
      try {
        await registrations().add({ extension, password })
      } catch (error) {
        await remove(extension)
        throw error
      }
      return phone
    },
    get: extension => phones.get(extension)?.phone,
    called: event => {
      const entry = phones.get(event.args[1] ?? '')
      if (!entry) return void switchboard().request({ method: 'DELETE', path: `channels/${event.channel.id}` })
      const from = citizens.behind(event.channel.caller.number)
      const call = ringPhone(switchboard(), event, from, react(entry.behaviour, random), nextKey())
      entry.calls.push(call)
      onCall(call)
      if (entry.calls.length > keptCalls) entry.calls.shift()
    },
    stop: async () => {
      for (const { calls } of phones.values()) for (const call of calls) if (call.endedAt === null) call.hangUp()
      await Promise.all([...phones.keys()].map(remove))
    },
  }
}

/** Decides what happens to one call. */
export function react(behaviour: PhoneBehaviour, random: Random): Reaction {
  if (happens(random, behaviour.noAnswerShare ?? 0)) return { kind: 'ignore' }
  const afterMs = draw(behaviour.answerAfterMs, random)
  if (happens(random, behaviour.declineShare ?? 0)) return { kind: 'decline', afterMs }
  const hangsUp = behaviour.talkMs !== undefined && happens(random, behaviour.hangUpShare ?? 0)
  return { kind: 'answer', afterMs, hangUpAfterMs: hangsUp ? draw(behaviour.talkMs ?? 0, random) : null }
}
