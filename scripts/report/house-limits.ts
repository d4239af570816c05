import { limitOf } from '../../src/domain/calendar/limit-table.ts'
import { caseClasses } from '../../src/domain/cases/case.ts'
import type { Period } from '../../src/domain/kpi/period.ts'
import type { PublicationOptions } from '../../src/domain/kpi/publication/public-report.ts'
import { caseSettings } from '../../src/engine/cases/case-settings.ts'
import type { BookReader } from '../../src/engine/history/history-store.ts'
import { openSettingsBook } from '../../src/engine/settings/settings-book.ts'

/**
 * How long a unit has for a case of consultation and of the other classes, by the house's own table of limits as it is kept now, on the last day of a period; rules of single topics, of
 * urgency and danger are not told.
 */
export const houseLimits = async (
  book: Pick<BookReader, 'settings'>,
  { to }: Period,
  zone: string,
): Promise<PublicationOptions['deadlines']> => {
  // what is only read books nothing
  const nothing = { book: async () => {}, keepsFacts: () => false, clock: { now: () => to } }
  const rules = caseSettings(await openSettingsBook({ reads: book, ...nothing }), zone).limits()
  const ofClass = (kind: (typeof caseClasses)[number]) =>
    limitOf('handling', { class: kind, topics: [], urgent: false, danger: null }, to - 1, rules, zone)?.limit ?? []
  return {
    consultation: [ofClass('consultation')].flat(),
    nonConsultation: caseClasses.filter(kind => kind !== 'consultation').flatMap(ofClass),
  }
}
