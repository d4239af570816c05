import type { Config } from './config/config.ts'
import { createCaseNotices } from './engine/cases/case-notices.ts'
import type { CaseOffice } from './engine/cases/case-office.ts'
import type { CaseSettings } from './engine/cases/case-settings.ts'
import { createArticleNotices } from './engine/knowledge/article-notices.ts'
import type { Outbox } from './engine/messages/outbox.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { SettingsBook } from './engine/settings/settings-book.ts'
import type { Store } from './engine/store.ts'

/** Wires the notices of cases and articles: from the ledger and the clocks of units to the outbox. */
export const openNotices = ({
  config: { zone, homeArea },
  store,
  cases: { office, rules, settings },
  knowledge,
  outbox,
  clock,
  log,
}: {
  readonly config: Pick<Config, 'zone' | 'homeArea'>
  readonly store: Pick<Store, 'read' | 'write'>
  readonly cases: { readonly office: CaseOffice; readonly rules: CaseSettings; readonly settings: SettingsBook }
  readonly knowledge: { onBooked(job: () => void): void }
  readonly outbox: Outbox
  readonly clock: Clock
  readonly log: Log
}) => {
  const ofCases = createCaseNotices({
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
  const ofArticles = createArticleNotices({
    reads: store.read,
    writes: store.write,
    ...{ outbox, settings, clock, log, homeArea },
  })
  knowledge.onBooked(ofArticles.look)
  return {
    start: () => {
      ofCases.start()
      ofArticles.start()
    },
    /** Resolves when what is under way is sent or given up. */
    stop: async () => {
      await Promise.all([ofCases.stop(), ofArticles.stop()])
    },
  }
}
