import type { City } from '../city/city.ts'
import { type Console, openConsole } from '../city/console.ts'
import { between } from '../city/durations.ts'

/** Sign-ins cost the server a tenth of a second each; more at once would only wait for each other. */
const atOnce = 4

/** Who sits where. */
export interface CrewPlan {
  /** Address of the hotline's pages. */
  readonly url: string
  readonly password: string
  readonly agents: number
  /** Mean length, in ms, of the half of the talks that the agents end. */
  readonly talkMs: number
}

/** Sends agents from 1001 on to their desks, each with a console and a phone; all are willing to work, and most calls are answered. */
export const seatCrew = async (
  city: City,
  { url, password, agents, talkMs }: CrewPlan,
): Promise<readonly Console[]> => {
  const names = Array.from({ length: agents }, (_, n) => String(1001 + n))
  const desks: Console[] = []
  const behaviour = {
    answerAfterMs: between(200, 1_500),
    noAnswerShare: 0.01,
    declineShare: 0.02,
    talkMs: between(talkMs * 0.4, talkMs * 1.6),
    hangUpShare: 0.5,
  }
  const seat = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const desk = await openConsole({ url, name, password })
      desks.push(desk)
      await city.phones.add({ extension: desk.phone.user, password: desk.phone.password, behaviour })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, seat))
  return desks
}
