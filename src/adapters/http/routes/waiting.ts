import { staffingOf } from '../../../domain/line/staffing.ts'
import { waitersOf } from '../../../domain/line/why-waiting.ts'
import { maskNumber } from '../../../domain/number/mask.ts'
import { mostWaiting } from '../../../engine/waiting-list.ts'
import type { App, ServerParts } from '../app.ts'
import { failures, WaitingListSchema } from '../schemas.ts'

/** Numbers of the callers who wait now: the wall itself shows none, the shift leader asks for them. */
export const waitingRoutes = (app: App, { hotline }: ServerParts): void => {
  app.get(
    '/api/waiting',
    {
      schema: {
        summary: 'Numbers of the callers who wait now, in the order of the line',
        tags: ['calls'],
        response: { 200: WaitingListSchema, ...failures },
      },
    },
    async () => {
      const line = hotline.line()
      return {
        waiting: waitersOf(line, staffingOf(line), mostWaiting).first.map(({ call: { id, caller } }) => ({
          callId: id,
          number: caller.number,
          masked: maskNumber(caller.number),
          withheld: caller.withheld,
        })),
      }
    },
  )
}
