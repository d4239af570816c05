import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../language/use-language.tsx'
import { formatDay, formatInstant } from '../../time/format.ts'
import { dueWords, sayDate, sayDays, signWords } from '../time-words.ts'
import { type CaseClock, fetchClock, type UnitCaseDetail } from '../unit-api.ts'
import { useServerNow } from '../use-unit.ts'

type Part = NonNullable<CaseClock['clock']>['parts'][number]
type Day = Part['days'][number]

const limitTexts = {
  working_day: 'unit_limit_working_day',
  day: 'unit_limit_day',
  hour: 'unit_limit_hour',
  minute: 'unit_limit_minute',
} as const

/** How the clock of a case is counted; asked anew with each version of the case. */
export const useCaseClock = (caseNo: string, version: number) =>
  useQuery({
    queryKey: ['unit', 'clock', caseNo, version],
    queryFn: () => fetchClock(caseNo),
    refetchInterval: 60_000,
    placeholderData: before => before,
    retry: false,
  })

const DayRow = ({ of }: { readonly of: Day }) => {
  const { t, language } = useLanguage()
  const days = of.from === of.to ? sayDate(language, of.from) : sayDays(language, of.from, of.to)
  const counted = of.count && (of.count.first === of.count.last ? of.count.first : `${of.count.first}–${of.count.last}`)
  const meaning = () => {
    if (of.kind === 'day_zero') return t('unit_day_zero')
    if (of.kind === 'holiday') return t('unit_day_holiday', { name: of.name ?? '' })
    if (of.kind === 'weekend') return t('unit_day_weekend')
    if (of.kind === 'day') return t('unit_day_plain', { n: counted ?? '' })
    return t(of.kind === 'makeup_day' ? 'unit_day_makeup' : 'unit_day_counted', { n: counted ?? '' })
  }
  return (
    <li data-counts={of.count !== null}>
      <span>{days}</span> <span>{meaning()}</span>
    </li>
  )
}

const PartRows = ({ of }: { readonly of: Part }) => {
  const { t, language } = useLanguage()
  const limit = of.limit ? t(limitTexts[of.limit.unit], { n: of.limit.count }) : ''
  const head = () => {
    if (of.kind === 'limit') return t('unit_clock_limit', { limit })
    if (of.kind === 'extended') return t('unit_clock_extended_by', { limit })
    if (of.kind === 'extended_to') return t('unit_clock_extended', { date: sayDate(language, of.date ?? '') })
    return of.workdays === null ? t('unit_clock_suspended_now') : t('unit_clock_suspended', { n: of.workdays })
  }
  return (
    <>
      <p>{head()}</p>
      <ul className="unit-days">
        {of.days.map(day => (
          <DayRow key={`${day.from} ${day.kind}`} of={day} />
        ))}
      </ul>
    </>
  )
}

/** The versions of the years that were counted, and of what overlays them. */
const versionsOf = ({ calendar, startedAt, dueAt }: NonNullable<CaseClock['clock']>): string => {
  const [first, last] = [formatDay(startedAt), formatDay(dueAt)].map(day => day.slice(0, 4))
  return calendar
    .split(' ')
    .filter(version => [first, last, '+'].some(beginning => version.startsWith(beginning ?? '+')))
    .join(' ')
}

/** Until when a case must be signed for and handled, what is left of it, and how that was counted. */
export const CaseClockPanel = ({ of, version }: { readonly of: UnitCaseDetail['case']; readonly version: number }) => {
  const { t, language } = useLanguage()
  const now = useServerNow()
  const { data } = useCaseClock(of.caseNo, version)
  const clock = data?.clock
  if (!clock) return null
  const say = (at: number) => formatInstant(at, now)
  // 24:00 is said as the end of its day
  const end = (at: number) => (at % 3_600_000 === 0 ? say(at - 60_000) : say(at))
  const due = dueWords(t, language, of, clock.left, now, say)
  const sign = signWords(t, of, now)
  return (
    <section className="unit-clock" aria-label={t('unit_clock')}>
      {sign && (
        <p>
          <strong data-tone={sign.tone}>{sign.text}</strong>{' '}
          <span className="unit-quiet">{t('unit_clock_sign', { at: end(clock.signBy) })}</span>
        </p>
      )}
      <p>
        <strong data-tone={due.tone}>{due.text}</strong>{' '}
        <span className="unit-quiet">
          {t('unit_clock_due', { at: end(clock.dueAt) })}
          {clock.provisional && t('unit_provisional')}
        </span>
      </p>
      {clock.parts.length > 0 && (
        <details>
          <summary>{t('unit_clock_steps')}</summary>
          {clock.parts.map(part => (
            <PartRows key={`${part.kind} ${part.due}`} of={part} />
          ))}
          <p className="unit-quiet">{t('unit_clock_version', { version: versionsOf(clock) })}</p>
        </details>
      )}
    </section>
  )
}
