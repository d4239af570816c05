import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Names } from '../../wire/views.ts'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { hoursOf, hoursText } from './campaign-texts.ts'
import { type Campaign, type CampaignRow, type Campaigns, setCampaign } from './campaigns-api.ts'

/** Which group of fields a refusal is about; any other is told below them all. */
const groupOf: Readonly<Record<string, Group>> = {
  campaign_hours: 'hours',
  campaign_hours_quiet: 'hours',
  campaign_attempts: 'attempts',
  campaign_times: 'times',
  campaign_share: 'share',
}
type Group = 'names' | 'hours' | 'attempts' | 'times' | 'share' | 'script'

const [minute, second, day] = [60_000, 1_000, 86_400_000]

interface Props {
  readonly row: CampaignRow
  readonly queues: readonly { readonly id: string; readonly name: Names }[]
  readonly bounds: Campaigns['bounds']
  onSaved(): void
}

/** All that an admin sets of a campaign; what is refused is told beside the fields it is about. */
export const CampaignForm = ({ row, queues, bounds, onSaved }: Props) => {
  const { t, name, errorText } = useLanguage()
  const [campaign, setWanted] = useState<Campaign>(row.campaign)
  const [hours, setHours] = useState(hoursText(row.campaign.hours))
  const [refused, setRefused] = useState<{ readonly group: Group | null; readonly text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const edit = (change: Partial<Campaign>) => setWanted({ ...campaign, ...change })
  const save = async () => {
    const spans = hoursOf(hours)
    if (spans === null) return setRefused({ group: 'hours', text: t('form_hours_unread') })
    setBusy(true)
    setRefused(null)
    try {
      await setCampaign({ ...campaign, hours: spans }, row.version)
      onSaved()
    } catch (error) {
      const code = error instanceof ApiError ? error.code : 'unexpected'
      setRefused({ group: groupOf[code] ?? null, text: errorText(code) })
    } finally {
      setBusy(false)
    }
  }
  const group = (of: Group, children: ReactNode) => (
    <fieldset className="campaign-group">
      {children}
      <p role="alert" className="campaign-refused">
        {refused?.group === of && refused.text}
      </p>
    </fieldset>
  )
  const line = (label: TextKey, value: string, onChange: (text: string) => void, hint?: TextKey) => (
    <label>
      <span>{t(label)}</span>
      <input
        value={value}
        maxLength={hint ? undefined : bounds.name.most}
        placeholder={hint && t(hint)}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
  const count = (
    label: TextKey,
    of: keyof Campaigns['bounds'],
    value: number,
    unit: number,
    onChange: (value: number) => void,
  ) => {
    const [least, most] = [bounds[of].least / unit, bounds[of].most / unit]
    return (
      <label>
        <span>{t('form_bounds', { label: t(label), least, most })}</span>
        <input
          type="number"
          className="number"
          step="any"
          min={least}
          max={most}
          value={value / unit}
          onChange={({ target }) => onChange(Math.round(target.valueAsNumber * unit) || 0)}
        />
      </label>
    )
  }
  const { attempts, retry } = campaign
  return (
    <form
      className="campaign-form"
      // what is out of bounds is told by the server beside its group, in the language of the page
      noValidate
      aria-label={`${t('campaign_edit')} ${name(row.campaign.name)}`}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>
        {name(row.campaign.name)} · {t('campaign_edit')}
      </h2>
      {group(
        'names',
        <>
          {line('form_name_zh', campaign.name.zh, zh => edit({ name: { ...campaign.name, zh } }))}
          {line('form_name_en', campaign.name.en, en => edit({ name: { ...campaign.name, en } }))}
          <label>
            <span>{t('form_mode')}</span>
            <select
              value={campaign.mode}
              onChange={({ target }) => edit({ mode: target.value === 'preview' ? 'preview' : 'progressive' })}
            >
              <option value="preview">{t('mode_preview')}</option>
              <option value="progressive">{t('mode_progressive')}</option>
            </select>
          </label>
          <label>
            <span>{t('form_queue')}</span>
            <select value={campaign.queueId} onChange={({ target }) => edit({ queueId: target.value })}>
              {queues.map(queue => (
                <option key={queue.id} value={queue.id}>
                  {name(queue.name)}
                </option>
              ))}
            </select>
          </label>
          {count('form_priority', 'priority', campaign.priority, 1, priority => edit({ priority }))}
        </>,
      )}
      {group(
        'hours',
        <>
          {line('form_hours', hours, setHours, 'form_hours_hint')}
          <label className="campaign-check">
            <input
              type="checkbox"
              checked={campaign.onDaysOff}
              onChange={({ target }) => edit({ onDaysOff: target.checked })}
            />
            <span>{t('form_days_off')}</span>
          </label>
        </>,
      )}
      {group(
        'attempts',
        <>
          {count('form_most', 'most', attempts.most, 1, most => edit({ attempts: { ...attempts, most } }))}
          {count('form_day_parts', 'dayParts', attempts.dayParts, 1, dayParts =>
            edit({ attempts: { ...attempts, dayParts } }),
          )}
          {count('form_days', 'days', attempts.days, 1, days => edit({ attempts: { ...attempts, days } }))}
          {count('form_keep_ready', 'keepReady', campaign.keepReady, 1, keepReady => edit({ keepReady }))}
        </>,
      )}
      {group(
        'times',
        <>
          {count('form_gap', 'gapMs', attempts.gapMs, minute, gapMs => edit({ attempts: { ...attempts, gapMs } }))}
          {count('form_busy', 'busyMs', retry.busyMs, minute, busyMs => edit({ retry: { ...retry, busyMs } }))}
          {count('form_no_answer', 'noAnswerMs', retry.noAnswerMs, minute, noAnswerMs =>
            edit({ retry: { ...retry, noAnswerMs } }),
          )}
          {count('form_preview', 'previewMs', campaign.previewMs, second, previewMs => edit({ previewMs }))}
          {count('form_ring', 'ringMs', campaign.ringMs, second, ringMs => edit({ ringMs }))}
          {count('form_link', 'linkMs', campaign.linkMs, day, linkMs => edit({ linkMs }))}
        </>,
      )}
      {group(
        'share',
        count('form_share', 'sharePerMille', campaign.sharePerMille, 1, sharePerMille => edit({ sharePerMille })),
      )}
      {group(
        'script',
        <label className="campaign-script">
          <span>{t('form_script')}</span>
          <textarea
            rows={6}
            maxLength={bounds.script.most}
            value={campaign.script}
            onChange={({ target }) => edit({ script: target.value })}
          />
        </label>,
      )}
      <div className="campaign-form-foot">
        <p role="alert" className="campaign-refused">
          {refused?.group === null && refused.text}
        </p>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('form_save')}
        </Button>
      </div>
    </form>
  )
}
