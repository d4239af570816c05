import type { Campaign, DayPart, Purpose } from './campaign.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Morning and afternoon (DOMAIN.md 4.5). */
export const defaultHours: readonly DayPart[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 14 * 60, to: 20 * 60 },
]

const names: Readonly<Record<Purpose, Campaign['name']>> = {
  satisfaction_visit: { zh: '满意度回访', en: 'Satisfaction visits' },
  missed_call_return: { zh: '漏接回拨', en: 'Missed-call returns' },
  missing_information: { zh: '补充信息', en: 'Missing information' },
  progress_notice: { zh: '进展告知', en: 'Progress notices' },
  supervision_check: { zh: '督办核查', en: 'Supervision checks' },
}

const scripts: Readonly<Record<Purpose, string>> = {
  satisfaction_visit:
    '您好，这里是 12345 热线，本次通话将被录音。\n您反映的问题，承办单位是否与您联系过？\n问题是否解决？\n您对办理结果是否满意？\n如不满意，请问是什么原因？',
  missed_call_return: '您好，这里是 12345 热线，刚才没能及时接听您的来电，请问有什么可以帮您？',
  missing_information: '您好，这里是 12345 热线。您提交的诉求还缺少一些信息，想向您核实。',
  progress_notice: '您好，这里是 12345 热线，向您告知诉求的办理进展。',
  supervision_check: '您好，这里是 12345 热线，想向您核实诉求的实际办理情况。',
}

/** Missed calls first: they are to be rung back within half an hour (DOMAIN.md 4.1). */
const priorities: Readonly<Record<Purpose, number>> = {
  missed_call_return: 10,
  missing_information: 20,
  supervision_check: 30,
  satisfaction_visit: 40,
  progress_notice: 50,
}

/** A campaign of a purpose as DOMAIN.md 4.5 has it. Agents of `queueId` get its tasks. */
export const defaultCampaign = (purpose: Purpose, id: string, queueId: string): Campaign => ({
  id,
  name: names[purpose],
  purpose,
  mode: 'preview',
  state: 'running',
  queueId,
  priority: priorities[purpose],
  hours: defaultHours,
  // who has called in vain may call on a holiday as well, and is rung back on it
  onDaysOff: purpose === 'missed_call_return',
  attempts: { most: 3, gapMs: 2 * hourMs, dayParts: 2, days: 2 },
  retry: { busyMs: 15 * 60_000, noAnswerMs: 3 * hourMs },
  previewMs: 60_000,
  ringMs: 45_000,
  keepReady: 1,
  sharePerMille: 1_000,
  linkMs: 7 * dayMs,
  script: scripts[purpose],
})

/** The campaigns a house begins with, one of each purpose; their ids are those of the purposes. */
export const defaultCampaigns = (queueId: string): readonly Campaign[] =>
  (Object.keys(names) as Purpose[]).map(purpose => defaultCampaign(purpose, purpose, queueId))

/** What is wrong with a campaign that somebody sets. Each is a code of the catalogue of errors. */
export const campaignFaults = [
  'campaign_hours',
  'campaign_hours_quiet',
  'campaign_attempts',
  'campaign_times',
  'campaign_share',
] as const
export type CampaignFault = (typeof campaignFaults)[number]

/** The least and the most that a field may be. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/**
 * What each number of a campaign may be, each by itself: times in ms, `hours` in minutes since midnight (they keep out of the hours of quiet), `spans`: how many of
 * those there may be, `name` and `script` in characters.
 */
export const campaignBounds = {
  priority: { least: 0, most: 1_000 },
  hours: { least: 8 * 60, most: 21 * 60 },
  spans: { least: 1, most: 8 },
  most: { least: 1, most: 10 },
  gapMs: { least: 0, most: 7 * dayMs },
  dayParts: { least: 1, most: 8 },
  days: { least: 1, most: 10 },
  busyMs: { least: 60_000, most: dayMs },
  noAnswerMs: { least: 60_000, most: 7 * dayMs },
  previewMs: { least: 5_000, most: 10 * 60_000 },
  ringMs: { least: 10_000, most: 2 * 60_000 },
  keepReady: { least: 0, most: 1_000 },
  sharePerMille: { least: 0, most: 1_000 },
  linkMs: { least: hourMs, most: 30 * dayMs },
  name: { least: 1, most: 60 },
  script: { least: 0, most: 4_000 },
} as const satisfies Readonly<Record<string, Bounds>>

const isWithin = (value: number, { least, most }: Bounds): boolean =>
  Number.isInteger(value) && value >= least && value <= most

const ofDay: Bounds = { least: 0, most: 1_440 }

const hoursFault = ({ hours }: Campaign): CampaignFault | null => {
  let last = -1
  for (const { from, to } of hours) {
    if (!isWithin(from, ofDay) || !isWithin(to, ofDay) || from >= to || from < last) return 'campaign_hours'
    if (!isWithin(from, campaignBounds.hours) || !isWithin(to, campaignBounds.hours)) return 'campaign_hours_quiet'
    last = to
  }
  return hours.length === 0 ? 'campaign_hours' : null
}

/** What is wrong with a campaign; null: nothing. Hours must be in order, apart from each other and outside the hours of quiet. */
export const campaignFault = (campaign: Campaign): CampaignFault | null => {
  const { attempts, retry, previewMs, ringMs, linkMs, keepReady, sharePerMille, purpose } = campaign
  const wrongHours = hoursFault(campaign)
  if (wrongHours) return wrongHours
  const { most, gapMs, dayParts, days } = attempts
  const parts = { ...campaignBounds.dayParts, most: Math.min(most, campaign.hours.length) }
  const spread = isWithin(dayParts, parts) && isWithin(days, { ...campaignBounds.days, most })
  if (!isWithin(most, campaignBounds.most) || !spread || !isWithin(keepReady, campaignBounds.keepReady))
    return 'campaign_attempts'
  const times = { gapMs, previewMs, ringMs, linkMs, ...retry }
  for (const name of ['gapMs', 'busyMs', 'noAnswerMs', 'previewMs', 'ringMs', 'linkMs'] as const)
    if (!isWithin(times[name], campaignBounds[name])) return 'campaign_times'
  const drawn = purpose === 'satisfaction_visit' || sharePerMille === 1_000
  return drawn && isWithin(sharePerMille, campaignBounds.sharePerMille) ? null : 'campaign_share'
}

/**
 * Campaigns to begin a new one with, one of each purpose, paused; `taken`: the ids that there are. Empty without a queue for outbound calls.
 */
export const freshCampaigns = (queueId: string | null, taken: ReadonlySet<string>): readonly Campaign[] =>
  queueId === null
    ? []
    : defaultCampaigns(queueId).map(campaign => {
        let id: string = campaign.id
        for (let n = 2; taken.has(id); n += 1) id = `${campaign.purpose}-${n}`
        return { ...campaign, id, state: 'paused' }
      })
