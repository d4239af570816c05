import { randomUUID } from 'node:crypto'
import type { Config } from './config/config.ts'
import { createCaseAccess } from './engine/cases/case-access.ts'
import { createCaseCaretaker } from './engine/cases/case-caretaker.ts'
import { createCaseDesk } from './engine/cases/case-desk.ts'
import { openCaseNumbers } from './engine/cases/case-numbers.ts'
import { createCaseOffice } from './engine/cases/case-office.ts'
import { caseSettings } from './engine/cases/case-settings.ts'
import { ownNumbers } from './engine/cases/own-numbers.ts'
import type { Engine } from './engine/engine.ts'
import type { Clock, Log } from './engine/ports.ts'
import { openScoreOffice } from './engine/scoring/score-office.ts'
import { openSettingsBook } from './engine/settings/settings-book.ts'
import type { Store } from './engine/store.ts'

/** Opens what cases need: the settings of the house, the desk's and the office's ways to change a case, and who looks after deadlines. */
export const openCases = async ({
  config,
  store,
  engine,
  clock,
  log,
}: {
  readonly config: Pick<Config, 'zone' | 'homeArea' | 'ratingDays'>
  readonly store: Store
  readonly engine: Pick<Engine, 'book' | 'hotline'>
  readonly clock: Clock
  readonly log: Log
}) => {
  const { read: reads } = store
  const { book } = engine
  const keepsFacts = () => store.line.state !== 'losing'
  const settings = await openSettingsBook({ reads, book, keepsFacts, clock })
  const rules = caseSettings(settings, config.zone, config.ratingDays)
  const numbers = await openCaseNumbers(reads, clock, config.zone)
  const office = createCaseOffice({
    ...{ reads, book, keepsFacts, clock, context: rules.context },
    ownNumber: ownNumbers({ reads, units: rules.units, settings, homeArea: config.homeArea, log }),
  })
  const desk = createCaseDesk({
    reads,
    hotline: engine.hotline,
    numbers,
    office,
    book,
    keepsFacts,
    clock,
    newId: randomUUID,
  })
  const caretaker = createCaseCaretaker({ office, reads, settings, rules, clock, log })
  const scores = await openScoreOffice({
    reads,
    book,
    keepsFacts: () => store.line.state === 'ok',
    clock,
    settings,
    rules,
    newId: randomUUID,
  })
  const access = createCaseAccess({ book, keepsFacts, clock })
  return { scores, settings, rules, numbers, office, desk, caretaker, access }
}
