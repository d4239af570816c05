import './visits-report.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { campaignPageErrors } from '../../wire/campaign-page-errors.ts'
import { adjudicationTexts, scoreTexts } from '../case-life/case-words.ts'
import { formatMoment } from '../case-life/due-words.ts'
import { useUnits } from '../case-life/units.ts'
import { readableNumber } from '../cases/case-texts.ts'
import { addErrors } from '../language/error-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useSignOut } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { outcomeWords } from '../texts/outcomes.ts'
import { visitsReportTexts } from '../texts/visits-report.ts'
import { addTexts, type TextKey } from '../texts.ts'
import { AttemptsReport } from './attempts-report.tsx'
import { fetchUnusual, type SeenRow, type Unusual } from './visits-api.ts'

addTexts(visitsReportTexts)
addTexts(outcomeWords)
addErrors(campaignPageErrors)

const spans = [7, 30, 90, 365] as const
const dayMs = 86_400_000

const rulingTexts: Readonly<Record<Unusual['rulings'][number]['state'], TextKey>> = {
  proposed: 'visits_ruling_proposed',
  confirmed: 'visits_ruling_confirmed',
  refused: 'visits_ruling_refused',
  void: 'visits_ruling_void',
}
const columns = [
  ...(['visits_ratings', 'visits_dissatisfied', 'visits_expected', 'visits_likelihood'] as const),
  ...(['visits_own', 'visits_excluded', 'visits_recoded'] as const),
] satisfies readonly TextKey[]

const chance = (likelihood: number | null): string => {
  if (likelihood === null) return '—'
  return likelihood < 0.0001 ? '< 0.0001' : likelihood.toFixed(4)
}

interface Named {
  readonly name: string
  readonly row: SeenRow
}

/** Rows of one kind, each against what was to be expected; the odd ones say so in words. */
const SeenTable = ({ caption, head, rows }: { caption: TextKey; head: TextKey; rows: readonly Named[] }) => {
  const { t } = useLanguage()
  return (
    <section>
      <h2>{t(caption)}</h2>
      {rows.length === 0 && <p className="empty">{t('visits_none')}</p>}
      {rows.length > 0 && (
        <table className="visits-table">
          <thead>
            <tr>
              <th scope="col">{t(head)}</th>
              {columns.map(key => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, row }) => (
              <tr key={name} data-odd={row.odd}>
                <th scope="row">
                  {name} {row.odd && <span className="mark mark-late">{t('visits_odd')}</span>}
                </th>
                <td>{row.ratings}</td>
                <td>{row.dissatisfied}</td>
                <td>{row.expected.toFixed(1)}</td>
                <td>{chance(row.likelihood)}</td>
                <td>{row.own}</td>
                <td>{row.excluded}</td>
                <td>{row.recoded}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Whether ratings can be trusted: by unit and visitor, from own numbers, changed, ruled upon. */
const RatingsReport = () => {
  const { t } = useLanguage()
  const { nameOf } = useUnits()
  const [days, setDays] = useState<number>(30)
  const { data: found, isError } = useQuery({
    queryKey: ['visits', 'unusual', days],
    queryFn: () => fetchUnusual(Date.now() - days * dayMs, Date.now()),
    retry: false,
  })
  const unitName = (unit: string | null): string => (unit === null ? '—' : nameOf(unit))
  const visitor = (by: string): string => (by === '' ? t('visits_citizen') : by)
  return (
    <div className="visits-rest">
      <div className="visits-choice">
        <label htmlFor="visits-span">{t('visits_span')}</label>
        <select id="visits-span" value={days} onChange={({ target }) => setDays(Number(target.value))}>
          {spans.map(n => (
            <option key={n} value={n}>
              {t('visits_days', { n })}
            </option>
          ))}
        </select>
      </div>
      {isError && <p className="empty">{t('visits_failed')}</p>}
      {found && (
        <>
          <p>
            <strong>{t('visits_all', { ratings: found.ratings, dissatisfied: found.dissatisfied })}</strong>{' '}
            {t('visits_how', { below: found.oddBelow })}
          </p>
          <SeenTable
            caption="visits_units"
            head="visits_unit"
            rows={found.units.map(row => ({ name: unitName(row.unit), row }))}
          />
          <SeenTable
            caption="visits_visitors"
            head="visits_visitor"
            rows={found.visitors.map(row => ({ name: visitor(row.by), row }))}
          />
          <SeenTable
            caption="visits_pairs"
            head="visits_unit"
            rows={found.pairs
              .filter(({ odd }) => odd)
              .map(row => ({ name: `${unitName(row.unit)} · ${visitor(row.by)}`, row }))}
          />
          <section>
            <h2>{t('visits_changed')}</h2>
            {found.changed.length === 0 && <p className="empty">{t('visits_none')}</p>}
            <ul>
              {found.changed.map(each => (
                <li key={`${each.caseNo} ${each.at} ${each.laterAt}`}>
                  <span className="digits">{readableNumber(each.caseNo)}</span> {unitName(each.unit)} {visitor(each.by)}{' '}
                  → {visitor(each.laterBy)}{' '}
                  {t('visits_from_to', { from: t(scoreTexts[each.score]), to: t(scoreTexts[each.laterScore]) })}{' '}
                  <span className="digits">{formatMoment(each.laterAt)}</span>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>{t('visits_rulings')}</h2>
            {found.rulings.length === 0 && <p className="empty">{t('visits_none')}</p>}
            <ul>
              {found.rulings.map(each => (
                <li key={`${each.caseNo} ${each.at}`}>
                  <span className="digits">{readableNumber(each.caseNo)}</span> {unitName(each.unit)}{' '}
                  {t(adjudicationTexts[each.ruling])} · {t(rulingTexts[each.state])} · {each.by}
                  {each.decidedBy !== null && ` → ${each.decidedBy}`}{' '}
                  <span className="digits">{formatMoment(each.decidedAt ?? each.at)}</span>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  )
}

const tabs = [
  ['ratings', 'visits_tab_ratings'],
  ['attempts', 'visits_tab_attempts'],
] as const satisfies readonly (readonly [string, TextKey])[]

/** What is known of return visits: whether their ratings can be trusted, and when citizens are reached. */
export const VisitsReportPage = () => {
  const { t } = useLanguage()
  const signOut = useSignOut()
  const [tab, setTab] = useState<(typeof tabs)[number][0]>('ratings')
  useEffect(() => {
    document.title = `${t('product')} · ${t('visits_title')}`
  }, [t])
  return (
    <main className="visits">
      <PageHeader title="visits_title" live={false}>
        <PageLinks home />
        <Button size="small" onClick={() => signOut.mutate()}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <nav className="visits-tabs" aria-label={t('visits_tabs')}>
        {tabs.map(([id, label]) => (
          <button key={id} type="button" aria-current={tab === id || undefined} onClick={() => setTab(id)}>
            {t(label)}
          </button>
        ))}
      </nav>
      {tab === 'ratings' ? <RatingsReport /> : <AttemptsReport />}
    </main>
  )
}
