import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { outcomeTexts } from '../shared/outcome-texts.ts'
import type { TextKey } from '../texts.ts'
import { formatDay, formatDuration, formatRate } from '../time/format.ts'
import { type Attempts, fetchAttempts, type Purpose } from './visits-api.ts'

const dayMs = 86_400_000
const usualDays = 7

const purposeTexts: Readonly<Record<Purpose, TextKey>> = {
  satisfaction_visit: 'purpose_satisfaction_visit',
  missed_call_return: 'purpose_missed_call_return',
  missing_information: 'purpose_missing_information',
  progress_notice: 'purpose_progress_notice',
  supervision_check: 'purpose_supervision_check',
}
const purposes = Object.keys(purposeTexts) as Purpose[]

type Tally = Attempts['all']
type Outcome = Tally['outcomes'][number]['outcome']

interface TableProps<Row extends Tally> {
  readonly caption: TextKey
  readonly head: TextKey
  readonly rows: readonly Row[]
  readonly all: Tally
  readonly more?: readonly (readonly [TextKey, (row: Row) => ReactNode])[]
  named(row: Row): string
}

/** Rows of attempts against what they came to; a column for each outcome that there was, the most frequent first. */
const AttemptTable = <Row extends Tally>({ caption, head, rows, all, more = [], named }: TableProps<Row>) => {
  const { t } = useLanguage()
  const outcomes = all.outcomes.map(({ outcome }) => outcome)
  const countOf = (row: Tally, wanted: Outcome): number =>
    row.outcomes.find(({ outcome }) => outcome === wanted)?.count ?? 0
  const cells = (row: Tally) => (
    <>
      <td>{row.attempts}</td>
      <td>{row.open}</td>
      <td>{row.reached}</td>
      <td>{formatRate(row.reachedPercent)}</td>
      {outcomes.map(each => (
        <td key={each}>{countOf(row, each)}</td>
      ))}
    </>
  )
  return (
    <section>
      <h2>{t(caption)}</h2>
      {rows.length === 0 && <p className="empty">{t('visits_none')}</p>}
      {rows.length > 0 && (
        <table className="visits-table attempts-table">
          <thead>
            <tr>
              <th scope="col">{t(head)}</th>
              <th scope="col">{t('attempts_count')}</th>
              <th scope="col">{t('attempts_open')}</th>
              <th scope="col">{t('attempts_reached')}</th>
              <th scope="col">{t('attempts_rate')}</th>
              {outcomes.map(each => (
                <th key={each} scope="col">
                  {t(outcomeTexts[each])}
                </th>
              ))}
              {more.map(([key]) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={named(row)}>
                <th scope="row">{named(row)}</th>
                {cells(row)}
                {more.map(([key, of]) => (
                  <td key={key}>{of(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('attempts_all')}</th>
              {cells(all)}
              {more.map(([key]) => (
                <td key={key} />
              ))}
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  )
}

const two = (hour: number): string => String(hour).padStart(2, '0')

/** When citizens are rung and reached, and what the attempts of each agent came to. */
export const AttemptsReport = () => {
  const { t, name, errorText } = useLanguage()
  const [from, setFrom] = useState(() => formatDay(Date.now() - (usualDays - 1) * dayMs))
  const [to, setTo] = useState(() => formatDay(Date.now()))
  const [of, setOf] = useState('')
  const purpose = purposes.find(each => of === `purpose ${each}`)
  const campaign = of.startsWith('campaign ') ? of.slice('campaign '.length) : undefined
  const query = { from, to, ...(purpose && { purpose }), ...(campaign && { campaign }) }
  const { data, error } = useQuery({
    queryKey: ['visits', 'attempts', query],
    queryFn: () => fetchAttempts(query),
    enabled: from !== '' && to !== '',
    placeholderData: before => before,
    retry: false,
  })
  return (
    <div className="visits-rest">
      <div className="visits-choice">
        <label>
          {t('attempts_from')} <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <label>
          {t('attempts_to')} <input type="date" value={to} onChange={({ target }) => setTo(target.value)} />
        </label>
        <label>
          {t('attempts_of')}{' '}
          <select value={of} onChange={({ target }) => setOf(target.value)}>
            <option value="">{t('attempts_of_all')}</option>
            <optgroup label={t('attempts_purposes')}>
              {purposes.map(each => (
                <option key={each} value={`purpose ${each}`}>
                  {t(purposeTexts[each])}
                </option>
              ))}
            </optgroup>
            <optgroup label={t('attempts_campaigns')}>
              {data?.campaigns.map(each => (
                <option key={each.id} value={`campaign ${each.id}`}>
                  {name(each.name)}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
      </div>
      {error && (
        <p role="alert" className="visits-refused">
          {errorText(error instanceof ApiError ? error.code : 'unexpected')}
        </p>
      )}
      {data && !error && (
        <>
          <p>{t('attempts_how')}</p>
          <AttemptTable
            caption="attempts_by_hour"
            head="attempts_hour"
            rows={data.hours}
            all={data.all}
            named={({ hour }) => `${two(hour)}:00–${two(hour + 1)}:00`}
          />
          <AttemptTable
            caption="attempts_by_agent"
            head="attempts_agent"
            rows={data.agents}
            all={data.all}
            named={({ agentId, name: of }) => `${of} ${agentId}`}
            more={[
              ['attempts_said', ({ said }) => said],
              ['attempts_rang', ({ ringMs }) => formatDuration(ringMs)],
              ['attempts_talked', ({ talkMs }) => formatDuration(talkMs)],
            ]}
          />
        </>
      )}
    </div>
  )
}
