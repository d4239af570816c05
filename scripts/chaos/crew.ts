import type { City } from '../city/city.ts'
import { type Console, openConsole } from '../city/console.ts'
import { between } from '../city/durations.ts'

/** Sign-ins cost the server a tenth of a second each; more at once would only wait for each other. */
const atOnce = 4

/** Sends agents from 1001 on to their desks, each with a console and a phone, most of whom answer; all are willing to work. */
export const seatCrew = async (
  city: City,
  url: string,
  password: string,
  agents: number,
): Promise<readonly Console[]> => {
  const names = Array.from({ length: agents }, (_, n) => String(1001 + n))
  const desks: Console[] = []
  const seat = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const desk = await openConsole({ url, name, password })
      desks.push(desk)
      const behaviour = { answerAfterMs: between(200, 1_500), noAnswerShare: 0.01, declineShare: 0.02 }
      await city.phones.add({ extension: desk.phone.user, password: desk.phone.password, behaviour })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, seat))
  return desks
}
