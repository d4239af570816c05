import type { CallCounts } from './counts-of-day.ts'
import { call, gaveUp } from './example-rows.ts'
import type { Metric, Parts } from './metric.ts'
import { percent } from './rate.ts'

/** Offered calls that were answered within so many whole seconds of their arrival; exact to the millisecond (DOMAIN.md 2.2). */
export const answeredWithin = ({ answersBySecond }: CallCounts, seconds: number): number => {
  let within = 0
  for (const [second, answers] of answersBySecond) if (second <= seconds) within += answers
  return within
}

/** SL(t) as a published figure: the share of the offered calls that was answered within t seconds (DOMAIN.md 2.2). */
export const serviceLevelOf = (seconds: number): Metric => {
  const parts: Parts = ({ total }) => [answeredWithin(total.calls, seconds), total.calls.offered]
  return {
    key: `sl_${seconds}`,
    name: { zh: `${seconds}秒接通率`, en: `Service level ${seconds} s` },
    unit: 'percent',
    needs: ['calls'],
    rows: ['calls'],
    formula: `offered calls answered within ${seconds} s / offered`,
    base: {
      zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
      en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
    },
    edges: [{ zh: '分母是来电量，不是接听量。', en: 'Of the offered calls, not of the answered.' }],
    version: 1,
    parts,
    of: tally => percent(...parts(tally)),
    example: {
      rows: { calls: [call({ answered: seconds }), call({ answered: seconds + 0.001 }), gaveUp(2)] },
      gives: 33.33,
      why: { zh: `恰好 ${seconds} 秒算在内。`, en: `${seconds} s sharp is within.` },
    },
  }
}
