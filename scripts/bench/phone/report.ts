import { percentile, rounded } from '../percentiles.ts'
import type { PhoneFigures } from './run.ts'
import type { Talk } from './talks.ts'

const spread = (values: readonly number[]) => ({
  min_ms: rounded(percentile(values, 0), 1),
  p50_ms: rounded(percentile(values, 0.5), 1),
  p90_ms: rounded(percentile(values, 0.9), 1),
  max_ms: rounded(percentile(values, 1), 1),
  n: values.length,
})

const bothWays = (talks: readonly Talk[]) => ({
  ...spread(talks.map(({ both }) => both)),
  to_agent_p50_ms: rounded(
    percentile(
      talks.map(({ toAgent }) => toAgent),
      0.5,
    ),
    1,
  ),
  to_caller_p50_ms: rounded(
    percentile(
      talks.map(({ toCaller }) => toCaller),
      0.5,
    ),
    1,
  ),
})

/** The report as it is written with --json. */
export const phoneJson = ({ answer, accept, invite, reload, signIn, idle }: PhoneFigures) => ({
  phone: {
    answer_to_two_way: bothWays(answer),
    standing_accept_to_two_way: bothWays(accept),
    invite_to_two_way: bothWays(invite),
    reload_to_two_way: bothWays(reload),
    sign_in_to_ready: spread(signIn),
    idle_legs: {
      legs: idle.legs,
      asterisk_cpu_percent: rounded(idle.asteriskCpu, 1),
      asterisk_cpu_percent_without: rounded(idle.asteriskCpuBefore, 1),
      asterisk_rss_mb: rounded(idle.asteriskRssMb, 0),
      to_asterisk_kbit_per_leg: rounded(idle.toAsteriskKbit, 1),
      to_page_kbit_per_leg: rounded(idle.toPageKbit, 1),
    },
  },
})

type Report = ReturnType<typeof phoneJson>

/** The same as a table. */
export const phoneText = ({ phone }: Report): string => {
  const row = (name: string, { min_ms, p50_ms, p90_ms, max_ms, n }: ReturnType<typeof spread>, target: string) =>
    `${name.padEnd(52)}${[min_ms, p50_ms, p90_ms, max_ms, n].map(value => String(value ?? '—').padStart(9)).join('')}   ${target}`
  const { idle_legs: idle } = phone
  return [
    `${'sound on both sides, ms'.padEnd(52)}      min      p50      p90      max        n   target`,
    row('ringing phone: answer → both hear', phone.answer_to_two_way, '150'),
    row('standing leg: accept → both hear', phone.standing_accept_to_two_way, '20'),
    row('standing leg, by itself: INVITE → both hear', phone.invite_to_two_way, '50'),
    row('page loaded anew in the talk → both hear', phone.reload_to_two_way, '1000'),
    row('sign-in → ready', phone.sign_in_to_ready, '3000'),
    '',
    `${idle.legs} standing legs: Asterisk ${idle.asterisk_cpu_percent} % of one core (${idle.asterisk_cpu_percent_without} % without), ${idle.asterisk_rss_mb} MB;`,
    `each leg ${idle.to_asterisk_kbit_per_leg} kbit/s to Asterisk, ${idle.to_page_kbit_per_leg} kbit/s back`,
  ].join('\n')
}
