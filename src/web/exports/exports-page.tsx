import './exports.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { exportErrors } from '../../wire/export-errors.ts'
import { ApiError } from '../api/api.ts'
import { sizeText } from '../attachments/size-text.ts'
import { formatMoment } from '../case-life/due-words.ts'
import { addErrors } from '../language/error-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useSession, useSignOut } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { exportTexts } from '../texts/exports.ts'
import { addTexts, type TextKey } from '../texts.ts'
import { beginExport, type Delivery, type Exports, fetchExports, type Version } from './exports-api.ts'

addTexts(exportTexts)
addErrors(exportErrors)

const standings: Readonly<Record<Version['standing'], TextKey>> = {
  provisional: 'exports_provisional',
  restated: 'exports_restated',
  final: 'exports_final',
}
const deliveryTexts: Readonly<Record<Delivery['state'], TextKey>> = {
  waiting: 'exports_waiting',
  sending: 'exports_sending',
  delivered: 'exports_delivered',
  superseded: 'exports_superseded',
}
const key = ['exports'] as const
const lookEveryMs = 10_000
const whileRunningMs = 1_000

const whyText = (sentence: string, detail: string): string => (detail === '' ? sentence : `${sentence} (${detail})`)

const DeliveryLine = ({ delivery }: { readonly delivery: Delivery }) => {
  const { t, errorText } = useLanguage()
  const { target: name, state, tries, lastError } = delivery
  if (state === 'waiting' && lastError !== null) {
    const why = whyText(errorText(lastError.code), lastError.detail)
    return <li className="exports-late">{t('exports_tries', { name, n: tries, why })}</li>
  }
  return <li>{t(deliveryTexts[state], { name })}</li>
}

/** What fails now, or that nothing does; and what each target still lacks. */
const State = ({ exports }: { readonly exports: Exports }) => {
  const { t, errorText } = useLanguage()
  const { troubles, targets, newestDay, nextAt, running } = exports
  const nameOf = (what: string): string => {
    if (what === 'comparing') return t('exports_comparing')
    return what === 'making' ? t('exports_making') : what
  }
  return (
    <>
      {troubles.length > 0 && (
        <div className="exports-troubles" role="alert">
          <ul>
            {troubles.map(({ what, day, why, since }) => (
              <li key={what}>
                <strong>{nameOf(what)}</strong>{' '}
                {t('exports_trouble', {
                  since: formatMoment(since),
                  day,
                  why: whyText(errorText(why.code), why.detail),
                })}
              </li>
            ))}
          </ul>
          <p>{t('exports_again')}</p>
        </div>
      )}
      <p className="exports-state">
        {troubles.length === 0 && newestDay !== null && <strong>{t('exports_fine', { day: newestDay })}</strong>}
        {targets.map(({ name, undelivered }) => (
          <span key={name}>
            {undelivered === 0
              ? t('exports_delivered_all', { name })
              : t('exports_undelivered', { name, n: undelivered })}
          </span>
        ))}
        {running && <span role="status">{t('exports_running')}</span>}
        {!running && nextAt !== null && <span>{t('exports_next', { at: formatMoment(nextAt) })}</span>}
      </p>
    </>
  )
}

const VersionRow = ({ version: row }: { readonly version: Version }) => {
  const { t } = useLanguage()
  return (
    <tr>
      <th scope="row" className="digits">
        {row.day}
      </th>
      <td className="number">{row.version}</td>
      <td>{t(standings[row.standing])}</td>
      <td className="digits">{formatMoment(row.madeAt)}</td>
      <td className="number">
        {row.files} · {sizeText(row.bytes)}
      </td>
      <td>
        {row.ledgerSeq} <code title={row.ledgerHash}>{row.ledgerHash.slice(0, 12)}</code>
      </td>
      <td>
        {row.deliveries.length === 0 ? (
          t('exports_here')
        ) : (
          <ul>
            {row.deliveries.map(each => (
              <DeliveryLine key={each.target} delivery={each} />
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}

const columns = [
  ...(['exports_day', 'exports_version', 'exports_standing', 'exports_made'] as const),
  ...(['exports_files', 'exports_ledger', 'exports_targets'] as const),
] satisfies readonly TextKey[]

/** What was exported of each day, where it was brought, and what fails. */
export const ExportsPage = () => {
  const { t, errorText } = useLanguage()
  const { data: session } = useSession()
  const signOut = useSignOut()
  const client = useQueryClient()
  const { data, isError } = useQuery({
    queryKey: key,
    queryFn: fetchExports,
    refetchInterval: ({ state }) => (state.data?.running ? whileRunningMs : lookEveryMs),
    retry: false,
  })
  const begin = useMutation({ mutationFn: beginExport, onSettled: () => client.invalidateQueries({ queryKey: key }) })
  useEffect(() => {
    document.title = `${t('product')} · ${t('exports_title')}`
  }, [t])
  const mayBegin = session && [session.role, ...session.alsoRoles].some(role => role === 'admin' || role === 'analyst')
  return (
    <main className="exports">
      <PageHeader title="exports_title" live={false}>
        <PageLinks home />
        <Button size="small" onClick={() => signOut.mutate()}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <div className="exports-body">
        <p>{t('exports_how')}</p>
        {isError && <p className="exports-late">{t('exports_failed')}</p>}
        {data && <State exports={data} />}
        {mayBegin && (
          <p>
            <Button onClick={() => begin.mutate()} disabled={data === undefined || data.running || begin.isPending}>
              {t('exports_run')}
            </Button>{' '}
            {begin.error && (
              <span className="exports-late">
                {errorText(begin.error instanceof ApiError ? begin.error.code : 'unexpected')}
              </span>
            )}
          </p>
        )}
        {data?.versions.length === 0 && <p className="empty">{t('exports_none')}</p>}
        {data && data.versions.length > 0 && (
          <table className="exports-table">
            <thead>
              <tr>
                {columns.map(each => (
                  <th key={each} scope="col">
                    {t(each)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.versions.map(row => (
                <VersionRow key={`${row.day} ${row.version}`} version={row} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </main>
  )
}
