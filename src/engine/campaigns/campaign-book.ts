import type { Campaign, Purpose } from '../../domain/campaign/campaign.ts'
import { defaultCampaign } from '../../domain/campaign/defaults.ts'
import type { SettingsBook } from '../settings/settings-book.ts'

/** The campaigns of the house as its settings have them (kind `campaign`). */
export interface CampaignBook {
  /** Those of which tasks are rung now, the most pressing first. */
  running(): readonly Campaign[]
  /** All that have not ended. */
  open(): readonly Campaign[]
  /** The first open one of a purpose, in which tasks are born by themselves; null: the house has none. */
  ofPurpose(purpose: Purpose): Campaign | null
  /** Null: there is none, or it was taken away. */
  get(campaignId: string): Campaign | null
  /** By what a task of a campaign is decided that may be gone: as it was last, or as the default of its purpose, ended. */
  lastOf(campaignId: string, purpose: Purpose): Campaign
  onChange(job: (campaignId: string) => void): void
}

export const campaignBook = (settings: Pick<SettingsBook, 'all' | 'onChange'>): CampaignBook => {
  let campaigns: readonly Campaign[] = []
  const last = new Map<string, Campaign>()
  const read = () => {
    campaigns = settings
      .all('campaign')
      .map(({ document }) => document as Campaign)
      .sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
    for (const campaign of campaigns) last.set(campaign.id, campaign)
  }
  read()
  const jobs: ((campaignId: string) => void)[] = []
  settings.onChange((kind, { key }) => {
    if (kind !== 'campaign') return
    read()
    for (const job of jobs) job(key)
  })
  const open = () => campaigns.filter(({ state }) => state !== 'ended')
  return {
    running: () => campaigns.filter(({ state }) => state === 'running'),
    open,
    ofPurpose: purpose => open().find(campaign => campaign.purpose === purpose) ?? null,
    get: campaignId => campaigns.find(({ id }) => id === campaignId) ?? null,
    lastOf: (campaignId, purpose) =>
      last.get(campaignId) ?? { ...defaultCampaign(purpose, campaignId, ''), state: 'ended' },
    onChange: job => void jobs.push(job),
  }
}
