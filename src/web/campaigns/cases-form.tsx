import { Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { resultTexts, scoreTexts, stateTexts } from '../case-life/case-words.ts'
import { TopicChooser } from '../case-life/topic-chooser.tsx'
import { useUnits } from '../case-life/units.ts'
import { classTexts } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatDay } from '../time/format.ts'
import { askOfCases, type Campaign, type CaseConditions, type CasesAsked } from './campaigns-api.ts'
import { CasesAnswer } from './cases-answer.tsx'

const dayMs = 86_400_000
const longestNote = 500

/** What is chosen in the form; empty: any. */
interface Chosen {
  readonly acceptedFrom: string
  readonly acceptedTo: string
  readonly closedFrom: string
  readonly closedTo: string
  readonly class: keyof typeof classTexts | ''
  readonly topic: string
  readonly unit: string
  readonly state: keyof typeof stateTexts | ''
  readonly result: keyof typeof resultTexts | ''
  readonly score: keyof typeof scoreTexts | ''
  readonly urgent: boolean
  readonly supervised: boolean
}

const atFirst = (now: number): Chosen => ({
  ...{ acceptedFrom: formatDay(now - 30 * dayMs), acceptedTo: formatDay(now), closedFrom: '', closedTo: '' },
  ...{ class: '', topic: '', unit: '', state: '', result: '', score: '', urgent: false, supervised: false },
})

/** One end of the days of closing may be left out: the other then stands for both. */
const conditionsOf = (of: Chosen): CaseConditions => {
  const closedFrom = of.closedFrom || of.closedTo
  return {
    accepted: { from: of.acceptedFrom, to: of.acceptedTo },
    ...(closedFrom !== '' && { closed: { from: closedFrom, to: of.closedTo || closedFrom } }),
    ...(of.class !== '' && { classes: [of.class] }),
    ...(of.topic !== '' && { topic: of.topic }),
    ...(of.unit !== '' && { unit: of.unit }),
    ...(of.state !== '' && { states: [of.state] }),
    ...(of.result !== '' && { results: [of.result] }),
    ...(of.score !== '' && { scores: [of.score] }),
    ...(of.urgent && { urgent: true }),
    ...(of.supervised && { supervised: true }),
  }
}

interface ChoiceProps<Value extends string> {
  readonly label: TextKey
  readonly value: Value | ''
  readonly texts: Readonly<Record<Value, TextKey>>
  onChange(value: Value | ''): void
}

const Choice = <Value extends string>({ label, value, texts, onChange }: ChoiceProps<Value>) => {
  const { t } = useLanguage()
  const values = Object.keys(texts) as Value[]
  return (
    <label>
      <span>{t(label)}</span>
      <select value={value} onChange={({ target }) => onChange(values.find(each => each === target.value) ?? '')}>
        <option value="">{t('cases_any')}</option>
        {values.map(each => (
          <option key={each} value={each}>
            {t(texts[each])}
          </option>
        ))}
      </select>
    </label>
  )
}

interface Props {
  readonly campaign: Campaign
  /** Tasks were made. */
  onMade(): void
}

/** Tasks of the cases that fit a condition: they are counted, and only what was counted can be made. */
export const CasesForm = ({ campaign, onMade }: Props) => {
  const { t, name, errorText } = useLanguage()
  const { units } = useUnits()
  const [chosen, setChosen] = useState(() => atFirst(Date.now()))
  const [note, setNote] = useState('')
  const [answer, setAnswer] = useState<{ readonly asked: CasesAsked; readonly dryRun: boolean } | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // one wish has one name, so that pressing again after a lost answer makes nothing twice
  const requestId = useRef(crypto.randomUUID())
  const forget = (): void => {
    setAnswer(null)
    setRefused(null)
    requestId.current = crypto.randomUUID()
  }
  const edit = (change: Partial<Chosen>): void => {
    setChosen({ ...chosen, ...change })
    forget()
  }
  const ask = async (dryRun: boolean): Promise<void> => {
    setBusy(true)
    setRefused(null)
    try {
      const body = { requestId: requestId.current, dryRun, note, conditions: conditionsOf(chosen) }
      setAnswer({ asked: await askOfCases(campaign.id, body), dryRun })
      if (!dryRun) onMade()
    } catch (error) {
      setRefused(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    } finally {
      setBusy(false)
    }
  }
  const days = (what: TextKey, from: 'acceptedFrom' | 'closedFrom', to: 'acceptedTo' | 'closedTo'): ReactNode =>
    ([['cases_from', from] as const, ['cases_to', to] as const] as const).map(([label, field]) => (
      <label key={field}>
        <span>{t(label, { what: t(what) })}</span>
        <input type="date" value={chosen[field]} onChange={({ target }) => edit({ [field]: target.value })} />
      </label>
    ))
  const check = (label: TextKey, field: 'urgent' | 'supervised'): ReactNode => (
    <label className="campaign-check">
      <input type="checkbox" checked={chosen[field]} onChange={({ target }) => edit({ [field]: target.checked })} />
      <span>{t(label)}</span>
    </label>
  )
  const fit = answer?.dryRun ? answer.asked.fit : 0
  return (
    <form
      className="campaign-form"
      aria-label={`${t('cases_ask')} ${name(campaign.name)}`}
      onSubmit={event => {
        event.preventDefault()
        void ask(true)
      }}
    >
      <h2>
        {name(campaign.name)} · {t('cases_ask')}
      </h2>
      <p>{t('cases_ask_how')}</p>
      <fieldset className="campaign-group">
        {days('cases_accepted', 'acceptedFrom', 'acceptedTo')}
        {days('cases_closed', 'closedFrom', 'closedTo')}
      </fieldset>
      <fieldset className="campaign-group">
        <Choice label="cases_class" value={chosen.class} texts={classTexts} onChange={of => edit({ class: of })} />
        <div className="campaign-topic">
          <TopicChooser topic={chosen.topic} label="case_topic" onChange={topic => edit({ topic })} />
        </div>
        <label>
          <span>{t('cases_unit')}</span>
          <select value={chosen.unit} onChange={({ target }) => edit({ unit: target.value })}>
            <option value="">{t('cases_any')}</option>
            {units.map(unit => (
              <option key={unit.id} value={unit.id}>
                {name(unit.name)}
              </option>
            ))}
          </select>
        </label>
        <Choice label="cases_state" value={chosen.state} texts={stateTexts} onChange={state => edit({ state })} />
        <Choice label="cases_result" value={chosen.result} texts={resultTexts} onChange={result => edit({ result })} />
        <Choice label="cases_score" value={chosen.score} texts={scoreTexts} onChange={score => edit({ score })} />
        {check('cases_urgent', 'urgent')}
        {check('cases_supervised', 'supervised')}
      </fieldset>
      <fieldset className="campaign-group">
        <label className="campaign-script">
          <span>{t('cases_note')}</span>
          <textarea
            rows={2}
            maxLength={longestNote}
            value={note}
            onChange={({ target }) => {
              setNote(target.value)
              // a task that was made keeps the note it was made with
              if (answer && !answer.dryRun) forget()
            }}
          />
        </label>
      </fieldset>
      <div aria-live="polite">{answer && <CasesAnswer {...answer} />}</div>
      <div className="campaign-form-foot">
        <p role="alert" className="campaign-refused">
          {refused}
        </p>
        <Button htmlType="submit" loading={busy}>
          {t('cases_count')}
        </Button>
        <Button type="primary" disabled={fit === 0} loading={busy} onClick={() => void ask(false)}>
          {t('cases_make', { n: fit })}
        </Button>
      </div>
    </form>
  )
}
