import type { Config } from './config/config.ts'
import { type CaseNotices, createCaseNotices } from './engine/cases/case-notices.ts'
import type { CaseOffice } from './engine/cases/case-office.ts'
import type { CaseSettings } from './engine/cases/case-settings.ts'
import type { Outbox } from './engine/messages/outbox.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { SettingsBook } from './engine/settings/settings-book.ts'
import type { Store } from './engine/store.ts'

/** Wires the notices of cases: from the ledger and the clocks of units to the outbox. */
export const openNotices = ({
  config: { zone, homeArea },
  store,
  cases: { office, rules, settings },
  outbox,
  clock,
  log,
}: {
  readonly config: Pick<Config, 'zone' | 'homeArea'>
  readonly store: Pick<Store, 'read' | 'write'>
  readonly cases: { readonly office: CaseOffice; readonly rules: CaseSettings; readonly settings: SettingsBook }
  readonly outbox: Outbox
  readonly clock: Clock
  readonly log: Log
}): CaseNotices =>
  createCaseNotices({
    reads: store.read,
    writes: store.write,
    outbox,
    office,
    rules,
    settings,
    clock,
    log,
    zone,
    homeArea,
  })
