import type { Difference, Verdict } from './compare.ts'
import type { FaultName } from './faults.ts'
import type { LedgerFile } from './ledger.ts'
import type { Injected } from './schedule.ts'
import type { Service } from './service.ts'

/** All that a run found. */
export interface Outcome {
  readonly verdict: Verdict
  readonly service: Service
  readonly injected: readonly Injected[]
  /** Faults that cannot be done here, with the reason. */
  readonly skipped: readonly { readonly name: FaultName; readonly why: string }[]
  /** How often the server ended by itself. */
  readonly crashes: number
}

/** Whether nothing was lost and nothing differs. */
export const isClean = ({ verdict, crashes }: Outcome): boolean =>
  verdict.found.length === 0 && verdict.calls > 0 && crashes === 0

const countOf = <T extends string>(names: readonly T[]): Partial<Record<T, number>> => {
  const counts: Partial<Record<T, number>> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** What `--json` writes. The first six keys are fixed (DESIGN.md 5). */
export const toJson = ({ verdict, service, injected, skipped, crashes }: Outcome) => ({
  calls: verdict.calls,
  faults: injected.length,
  talks_dropped: verdict.talksDropped,
  waiting_lost: verdict.waitingLost,
  missing: verdict.missing,
  differences: verdict.differences,
  faults_by_name: countOf(injected.map(({ name }) => name)),
  skipped: skipped.map(({ name }) => name),
  crashes,
  ends: verdict.ends,
  gave_up: verdict.gaveUp,
  overflowed: verdict.overflowed,
  joined_late: verdict.joinedLate,
  by_fallback: verdict.byFallback,
  wait_deviation_ms: verdict.wait,
  talk_deviation_ms: verdict.talk,
  fallback_served_ms: service.fallback,
  restart_served_ms: service.restarted,
  ownerless_ms: service.ownerless.max,
  found: countOf(verdict.found.map(({ kind }) => kind)),
})

const ms = (value: number | null): string => (value === null ? '–' : `${Math.round(value)} ms`)

/** The table. */
export const toText = (outcome: Outcome): string => {
  const { verdict, service, injected, skipped, crashes } = outcome
  const { ends, gaveUp, wait, talk } = verdict
  const rows: (readonly [string, string | number])[] = [
    ['faults injected', injected.length],
    ...Object.entries(countOf(injected.map(({ name }) => name))).map(([name, n]) => [`  ${name}`, n] as const),
    ...skipped.map(({ name, why }) => [`  ${name}`, `skipped: ${why}`] as const),
    ['calls', verdict.calls],
    ['  answered', ends.answered],
    [
      '  gave up',
      `${ends.given_up} (${gaveUp.announcement} in the announcement, ${gaveUp.queue} in the queue, ${gaveUp.ringing} while a phone rang)`,
    ],
    ['  turned away by a rule of the queue', verdict.overflowed],
    ['  cut by the death of Asterisk', ends.cut],
    ['  dialled while Asterisk was dead', ends.unreached],
    ['  in the hands of the native queue', verdict.byFallback],
    ['talks dropped', verdict.talksDropped],
    ['waiting callers lost', verdict.waitingLost],
    ['calls missing from the ledger', verdict.missing],
    ['other differences', verdict.differences],
    ['crashes of the server', crashes],
    ['wait, callers’ side and ledger apart', `p50 ${ms(wait.p50)}, p99 ${ms(wait.p99)}, max ${ms(wait.max)}`],
    ['talk, callers’ side and ledger apart', `p50 ${ms(talk.p50)}, p99 ${ms(talk.p99)}, max ${ms(talk.max)}`],
    ['answer and voice more than 0.5 s apart', verdict.joinedLate],
    ['dialled after a death, native queue rings', spread(service.fallback)],
    ['death of the server to its next ringing', spread(service.restarted)],
    ['longest time in nobody’s hands', ms(service.ownerless.max)],
  ]
  return rows.map(([name, value]) => `${name.padEnd(42)} ${value}`).join('\n')
}

const spread = ({ p50, max, count }: Service['fallback']): string => `p50 ${ms(p50)}, max ${ms(max)} (${count})`

const clock = (at: number | null): string => (at === null ? '–' : new Date(at).toISOString().slice(11, 23))

/** One difference with both timelines and the faults around it, so that it can be followed. */
export const explain = (
  { kind, what, caller, ledger }: Difference,
  file: LedgerFile,
  injected: readonly Injected[],
): string => {
  const lines = [`${kind}: ${what} [${ledger?.id ?? 'no call id'}, ${caller?.number ?? ledger?.number}]`]
  if (caller) {
    const { invitedAt, takenAt, heardAt, endedAt, endedBy, dialled } = caller
    lines.push(
      `  callers’ side: INVITE ${dialled} ${clock(invitedAt)}, 200 ${clock(takenAt)}, heard an agent ${clock(heardAt)}, end ${clock(endedAt)} by ${endedBy}`,
      ...caller.phones.map(
        each =>
          `    phone ${each.extension}: INVITE ${clock(each.ringsAt)}, 200 ${clock(each.answeredAt)}, heard the caller ${clock(each.heardAt)}, end ${clock(each.endedAt)} ${each.how}`,
      ),
    )
  }
  if (ledger) {
    lines.push(
      `  ledger: arrived ${clock(ledger.arrivedAt)}, answered ${clock(ledger.answeredAt)} by ${ledger.agentId}, ended ${clock(ledger.endedAt)} ${ledger.endCause} by ${ledger.endedBy}, wait ${ledger.waitMs}, talk ${ledger.talkMs}${ledger.fallback ? ', fallback' : ''}`,
      ...file
        .factsOf(ledger.id)
        .map(
          ({ at, received, kind: fact, body }) =>
            `    ${clock(at)} (+${received - at} ms) ${fact} ${body.slice(0, 160)}`,
        ),
    )
  }
  const from = caller?.invitedAt ?? ledger?.arrivedAt ?? 0
  const until = Math.max(caller?.endedAt ?? from, ledger?.endedAt ?? from)
  const around = injected.filter(each => each.from <= until + 1_000 && each.until >= from - 1_000)
  lines.push(...around.map(each => `  fault: ${clock(each.from)} to ${clock(each.until)} ${each.name}, ${each.note}`))
  return lines.join('\n')
}
