import { useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { CampaignForm } from './campaign-form.tsx'
import type { Campaigns } from './campaigns-api.ts'

interface Props {
  readonly from: Campaigns
  onSaved(): void
}

/** A new campaign, begun as the house begins one of its purpose, paused. */
export const NewCampaign = ({ from: { fresh, queues, bounds }, onSaved }: Props) => {
  const { t, name } = useLanguage()
  const [id, setId] = useState(fresh[0]?.id)
  const campaign = fresh.find(each => each.id === id) ?? fresh[0]
  if (!campaign) return null
  const row = { version: 0, by: '', at: 0, campaign, counts: [] }
  return (
    <>
      <label className="campaign-purpose">
        {t('campaign_new_purpose')}{' '}
        <select value={campaign.id} onChange={({ target }) => setId(target.value)}>
          {fresh.map(each => (
            <option key={each.id} value={each.id}>
              {name(each.name)}
            </option>
          ))}
        </select>
      </label>
      <CampaignForm key={campaign.id} {...{ row, queues, bounds, onSaved }} />
    </>
  )
}
