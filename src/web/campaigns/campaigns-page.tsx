import './campaigns.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { campaignPageErrors } from '../../wire/campaign-page-errors.ts'
import { ApiError } from '../api/api.ts'
import { addErrors } from '../language/error-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { campaignTexts } from '../texts/campaigns.ts'
import { outcomeWords } from '../texts/outcomes.ts'
import { addTexts, type TextKey } from '../texts.ts'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignTasks } from './campaign-tasks.tsx'
import { campaignStates, openStates, results, taskResults, taskStates } from './campaign-texts.ts'
import { type Campaign, type CampaignRow, fetchCampaigns, setCampaign } from './campaigns-api.ts'
import { CasesForm } from './cases-form.tsx'
import { NewCampaign } from './new-campaign.tsx'

addTexts(campaignTexts)
addTexts(outcomeWords)
addErrors(campaignPageErrors)

const againMs = 15_000

const switches: readonly (readonly [Campaign['state'], TextKey, TextKey])[] = [
  ['running', 'campaign_run', 'campaign_sure_running'],
  ['paused', 'campaign_pause', 'campaign_sure_paused'],
  ['ended', 'campaign_end', 'campaign_sure_ended'],
]

interface SwitchesProps {
  readonly row: CampaignRow
  /** Who administers may take up again what has ended. */
  readonly edits: boolean
  onDone(): void
}

/** Pausing, running and ending: each is asked once more. */
const Switches = ({ row, edits, onDone }: SwitchesProps) => {
  const { t, name, errorText } = useLanguage()
  const [asked, setAsked] = useState<(typeof switches)[number] | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { campaign, version } = row
  const set = async (state: Campaign['state']) => {
    setRefused(null)
    try {
      await setCampaign({ ...campaign, state }, version)
    } catch (error) {
      setRefused(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
    setAsked(null)
    onDone()
  }
  if (asked) {
    const [state, , sure] = asked
    return (
      <div className="campaign-sure" role="alert">
        <p>{t(sure, { name: name(campaign.name) })}</p>
        <Button type="primary" size="small" autoFocus onClick={() => void set(state)}>
          {t('campaign_yes')}
        </Button>
        <Button size="small" onClick={() => setAsked(null)}>
          {t('campaign_cancel')}
        </Button>
      </div>
    )
  }
  const offered = campaign.state === 'ended' && !edits ? [] : switches.filter(([state]) => state !== campaign.state)
  return (
    <div className="campaign-switches">
      {offered.map(each => (
        <Button
          key={each[0]}
          size="small"
          className={each[0] === 'ended' ? 'campaign-end' : ''}
          aria-label={`${t(each[1])} ${name(campaign.name)}`}
          onClick={() => setAsked(each)}
        >
          {t(each[1])}
        </Button>
      ))}
      <p role="alert" className="campaign-refused">
        {refused}
      </p>
    </div>
  )
}

const countOf = ({ counts }: CampaignRow, by: Partial<CampaignRow['counts'][number]>): number =>
  counts
    .filter(each => each.state === (by.state ?? each.state) && (by.result === undefined || each.result === by.result))
    .reduce((sum, { count }) => sum + count, 0)

/** All campaigns: whether they run, how many of their tasks stand where, and what the others came to. */
export const CampaignsPage = () => {
  const { t, name } = useLanguage()
  const queries = useQueryClient()
  const [open, setOpen] = useState<{ readonly id: string; readonly what: 'tasks' | 'form' | 'cases' | 'new' } | null>(
    null,
  )
  const { data, isError } = useQuery({
    queryKey: ['campaigns'],
    queryFn: fetchCampaigns,
    refetchInterval: againMs,
    retry: false,
  })
  useEffect(() => {
    document.title = `${t('product')} · ${t('campaigns_title')}`
  }, [t])
  const again = () => void queries.invalidateQueries({ queryKey: ['campaigns'] })
  const rows = [...(data?.campaigns ?? [])].sort((a, b) => a.campaign.priority - b.campaign.priority)
  const chosen = rows.find(({ campaign }) => campaign.id === open?.id)
  return (
    <main className="campaigns">
      <PageHeader title="campaigns_title" live={false}>
        {data?.may.edit && data.fresh.length > 0 && (
          <Button size="small" onClick={() => setOpen({ id: '', what: 'new' })}>
            {t('campaign_new')}
          </Button>
        )}
        <PageLinks home />
      </PageHeader>
      <div className="campaigns-rest">
        {isError && <p role="alert">{t('campaigns_failed')}</p>}
        {data && rows.length === 0 && <p>{t('campaigns_none')}</p>}
        {rows.length > 0 && (
          <table className="campaign-table">
            <thead>
              <tr>
                <th scope="col">{t('campaigns_name')}</th>
                <th scope="col">{t('campaigns_state')}</th>
                {openStates.map(state => (
                  <th scope="col" key={state} className="number">
                    {t(taskStates[state])}
                  </th>
                ))}
                <th scope="col">{t('campaigns_results')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(row => {
                const { campaign } = row
                const shown = results.filter(result => countOf(row, { result }) > 0)
                return (
                  <tr key={campaign.id} aria-current={campaign.id === open?.id || undefined}>
                    <th scope="row">{name(campaign.name)}</th>
                    <td>
                      <span className="campaign-state" data-state={campaign.state}>
                        {t(campaignStates[campaign.state])}
                      </span>
                    </td>
                    {openStates.map(state => (
                      <td key={state} className="number">
                        {countOf(row, { state })}
                      </td>
                    ))}
                    <td className="campaign-results">
                      {shown.map(result => (
                        <span key={result}>
                          {t(taskResults[result])} <strong>{countOf(row, { result })}</strong>
                        </span>
                      ))}
                      {shown.length === 0 && '—'}
                    </td>
                    <td>
                      <div className="campaign-do">
                        <Button
                          size="small"
                          aria-label={`${t('campaign_tasks')} ${name(campaign.name)}`}
                          onClick={() => setOpen({ id: campaign.id, what: 'tasks' })}
                        >
                          {t('campaign_tasks')}
                        </Button>
                        {data?.may.edit && (
                          <Button
                            size="small"
                            aria-label={`${t('campaign_edit')} ${name(campaign.name)}`}
                            onClick={() => setOpen({ id: campaign.id, what: 'form' })}
                          >
                            {t('campaign_edit')}
                          </Button>
                        )}
                        {data?.may.query && data.asked.includes(campaign.purpose) && campaign.state !== 'ended' && (
                          <Button
                            size="small"
                            aria-label={`${t('cases_ask')} ${name(campaign.name)}`}
                            onClick={() => setOpen({ id: campaign.id, what: 'cases' })}
                          >
                            {t('cases_ask')}
                          </Button>
                        )}
                        {data?.may.switch && <Switches row={row} edits={data.may.edit} onDone={again} />}
                      </div>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
        {chosen && open?.what === 'tasks' && <CampaignTasks key={chosen.campaign.id} campaign={chosen.campaign} />}
        {data && chosen && open?.what === 'form' && (
          <CampaignForm
            key={`${chosen.campaign.id} ${chosen.version}`}
            row={chosen}
            queues={data.queues}
            bounds={data.bounds}
            onSaved={again}
          />
        )}
        {chosen && open?.what === 'cases' && (
          <CasesForm key={chosen.campaign.id} campaign={chosen.campaign} onMade={again} />
        )}
        {data && open?.what === 'new' && (
          <NewCampaign
            from={data}
            onSaved={() => {
              setOpen(null)
              again()
            }}
          />
        )}
      </div>
    </main>
  )
}
