import { openPerson } from '../src/adapters/store/reads/open-person.ts'
import { readConfig } from '../src/config/config.ts'
import { countAged } from '../src/engine/privacy/case-retention.ts'
import { caseMonthsOf } from '../src/privacy.ts'
import { countOf, noAsterisk, readArguments, runCommand, UsageError } from './store-command.ts'

/*
 * npm run retention -- [--months N]
 *
 * How many closed cases the coming night would erase of personal data, while the hotline runs; nothing is changed: docs/operations.md, "How long cases are kept".
 */

const usage = 'npm run retention -- [--months N]'

await runCommand(async () => {
  const { values, positionals } = readArguments({ months: { type: 'string' } }, usage)
  if (positionals.length > 0) throw new UsageError(usage)
  const config = readConfig({ ...process.env, YIHAO_ASTERISK: noAsterisk })
  const months = caseMonthsOf(countOf(values.months, usage) ?? config.caseMonths, config.recording)
  if (months === null) {
    console.log(
      'Cases are kept for ever: YIHAO_CASE_MONTHS is not set. With --months N you can see what a limit would do.',
    )
    return
  }
  const opened = openPerson(config.database)
  try {
    const { due, kept, erased } = await countAged({ reads: opened.reads, zone: config.zone }, months, Date.now())
    console.log(`Kept ${months.others} months after closing, complaints and reports ${months.complaints} months.`)
    console.log(`Would be erased of personal data now: ${due} cases.`)
    console.log(`Their time is over, but kept: ${kept.legal_hold} by a legal hold, ${kept.recording} by a recording.`)
    console.log(`Erased before: ${erased}.`)
  } finally {
    await opened.close()
  }
})
