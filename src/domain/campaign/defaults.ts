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

const [quietTo, quietFrom] = [8 * 60, 21 * 60]

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to

const hoursFault = ({ hours }: Campaign): CampaignFault | null => {
  let last = -1
  for (const { from, to } of hours) {
    if (!isWhole(from, 0, 1_440) || !isWhole(to, 0, 1_440) || from >= to || from < last) return 'campaign_hours'
    if (from < quietTo || to > quietFrom) return 'campaign_hours_quiet'
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
  const spread = isWhole(dayParts, 1, Math.min(most, campaign.hours.length)) && isWhole(days, 1, most)
  if (!isWhole(most, 1, 10) || !spread || !isWhole(keepReady, 0, 1_000)) return 'campaign_attempts'
  const times = [
    [gapMs, 0, 7 * dayMs],
    [retry.busyMs, 60_000, dayMs],
    [retry.noAnswerMs, 60_000, 7 * dayMs],
    [previewMs, 5_000, 10 * 60_000],
    [ringMs, 10_000, 2 * 60_000],
    [linkMs, hourMs, 30 * dayMs],
  ] as const
  if (times.some(([value, from, to]) => !isWhole(value, from, to))) return 'campaign_times'
  const whole = isWhole(sharePerMille, 0, 1_000) && (purpose === 'satisfaction_visit' || sharePerMille === 1_000)
  return whole ? null : 'campaign_share'
}
