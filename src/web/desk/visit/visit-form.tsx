import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { DeskTaskView } from '../../../wire/views.ts'
import { ApiError } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'
import { isOutcome, outcomeTexts } from '../../shared/outcome-texts.ts'
import type { TextKey } from '../../texts.ts'
import { pressOf } from '../keys.ts'
import { concludeVisit, type Visit } from './visit-api.ts'
import {
  fieldsOfKey,
  missingOf,
  noFields,
  type Outcome,
  outcomesOf,
  type Score,
  scoresByKey,
  toConclude,
  toMoment,
  type VisitFields,
} from './visit-fields.ts'

const scoreTexts: Readonly<Record<Score, TextKey>> = {
  satisfied: 'score_satisfied',
  basically_satisfied: 'score_basically_satisfied',
  dissatisfied: 'score_dissatisfied',
}

const Choice = ({ legend, children }: { readonly legend: string; readonly children: ReactNode }) => (
  <fieldset className="visit-choice">
    <legend>{legend}</legend>
    <div>{children}</div>
  </fieldset>
)

interface OptionProps {
  readonly group: string
  readonly label: string
  readonly letter?: string
  readonly checked: boolean
  onChoose(): void
}

const Option = ({ group, label, letter, checked, onChoose }: OptionProps) => (
  <label className="visit-option">
    <input type="radio" name={group} checked={checked} onChange={onChoose} aria-keyshortcuts={letter} />
    <span>
      {label}
      {letter && <KeyCap name={letter} />}
    </span>
  </label>
)

interface Props {
  readonly task: DeskTaskView
  readonly visit: Visit | null
  onNotice(sentence: string): void
}

/** What is said and asked, and what came of it: each answer has its key, Enter (in a text: Ctrl+Enter) sends it. */
export const VisitForm = ({ task, visit, onNotice }: Props) => {
  const { t, errorText } = useLanguage()
  const [typed, setTyped] = useState<VisitFields>(noFields)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const asks = task.purpose === 'satisfaction_visit' && visit?.case != null
  const mayRedo = visit?.case?.mayRedo ?? false
  const { person, carrier } = outcomesOf(task)
  // what the network said holds until he says better
  const proposed = task.state === 'concluded' && !task.answered ? task.byNetwork : null
  const byNetwork = isOutcome(proposed) && proposed !== 'unknown' && proposed !== 'uncoded' ? proposed : null
  const rates = task.answered && asks
  const isPossible =
    typed.outcome === 'rated' ? rates : [...person, ...carrier].some(([, code]) => code === typed.outcome)
  const fields = { ...typed, outcome: isPossible ? typed.outcome : byNetwork }
  const codes: readonly (readonly [string, Outcome])[] =
    byNetwork === null || carrier.some(([, code]) => code === byNetwork) ? carrier : [...carrier, ['', byNetwork]]
  const sendable = person.length + codes.length > 0

  const edit = (change: Partial<VisitFields>): void => {
    setTold(null)
    setTyped(now => {
      const next = { ...now, ...change }
      const proposes = change.outcome === 'appointment' && next.appointment === '' && visit?.nextTime != null
      return proposes ? { ...next, appointment: toMoment(visit.nextTime ?? 0) } : next
    })
  }
  const send = async (): Promise<void> => {
    if (busy || !sendable) return
    const missing = missingOf(fields)
    const body = toConclude(task.callId, fields, mayRedo)
    if (missing !== null || body === null) return setTold(missing && t(missing))
    setBusy(true)
    try {
      const { redo } = await concludeVisit(body)
      if (redo !== null && redo !== 'done') onNotice(t('visit_redo_refused', { why: errorText(redo) }))
    } catch (error) {
      setTold(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    } finally {
      setBusy(false)
    }
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const press = pressOf(event)
      if (press.key === 'Escape' && press.inText && event.target instanceof HTMLElement) return event.target.blur()
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null
      const sends =
        press.key === 'Enter' && !press.composing && !press.repeat && (event.ctrlKey || !(press.inText || onButton))
      const change = sends ? null : fieldsOfKey(task, asks, press)
      if (!sends && !change) return
      event.preventDefault()
      if (sends) void send()
      else if (change) edit(change)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
  const needs = fields.outcome === 'rated' ? fields.score : fields.outcome
  // what was just chosen asks for words, or for a time
  useEffect(() => {
    if (needs === 'dissatisfied' || needs === 'appointment')
      form.current?.querySelector<HTMLElement>('[data-needed]')?.focus()
  }, [needs])

  const yesNo = (name: 'contacted' | 'solved', legend: string, keys: readonly [string, string]) => (
    <Choice legend={legend}>
      {([true, false] as const).map(value => (
        <Option
          key={String(value)}
          group={name}
          label={t(value ? 'answer_yes' : 'answer_no')}
          letter={keys[value ? 0 : 1]}
          checked={fields[name] === value}
          onChoose={() => edit({ [name]: value })}
        />
      ))}
    </Choice>
  )
  const option = ([letter, code]: readonly [string, Outcome]) => (
    <Option
      key={code}
      group="outcome"
      label={t(outcomeTexts[code])}
      letter={letter}
      checked={fields.outcome === code}
      onChoose={() => edit({ outcome: code })}
    />
  )
  return (
    <form
      ref={form}
      className="visit-form"
      aria-label={t('visit_outcome')}
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="visit-body">
        <section className="visit-script" aria-label={t('visit_script')}>
          {(visit?.campaign?.script ?? '').split('\n').map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that never change places
            <p key={at}>{line}</p>
          ))}
        </section>
        {rates && (
          <>
            <div className="visit-pair">
              {yesNo('contacted', t('visit_contacted'), ['4', '5'])}
              {yesNo('solved', t('visit_solved'), ['6', '7'])}
            </div>
            <fieldset className="visit-score">
              <legend>{t('visit_score')}</legend>
              <div>
                {scoresByKey.map((score, at) => (
                  <label key={score} data-score={score}>
                    <input
                      type="radio"
                      name="score"
                      checked={fields.outcome === 'rated' && fields.score === score}
                      onChange={() => edit({ score, outcome: 'rated' })}
                      aria-keyshortcuts={String(at + 1)}
                    />
                    <span>
                      <KeyCap name={String(at + 1)} />
                      {t(scoreTexts[score])}
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
            {fields.outcome === 'rated' && (
              <label className="visit-field">
                <span>{t(fields.score === 'dissatisfied' ? 'visit_reason' : 'visit_words')}</span>
                <textarea
                  rows={2}
                  maxLength={2_000}
                  data-needed={fields.score === 'dissatisfied' ? true : undefined}
                  value={fields.reason}
                  onChange={({ target }) => edit({ reason: target.value })}
                />
              </label>
            )}
            {fields.outcome === 'rated' && fields.score === 'dissatisfied' && (
              <div className="visit-redo">
                {mayRedo ? (
                  <label>
                    <input
                      type="checkbox"
                      checked={fields.redo}
                      onChange={({ target }) => edit({ redo: target.checked })}
                    />{' '}
                    {t('visit_redo')}
                  </label>
                ) : (
                  <p>{t('visit_redo_not')}</p>
                )}
              </div>
            )}
          </>
        )}
        {person.length > 0 && <Choice legend={t('visit_outcome')}>{person.map(option)}</Choice>}
        {codes.length > 0 && <Choice legend={t('visit_outcome_carrier')}>{codes.map(option)}</Choice>}
        {byNetwork !== null && !isPossible && (
          <p className="visit-network">{t('visit_network_said', { outcome: t(outcomeTexts[byNetwork]) })}</p>
        )}
        {fields.outcome === 'refused' && asks && <p className="visit-warn">{t('visit_final')}</p>}
        {fields.outcome === 'appointment' && (
          <label className="visit-field">
            <span>{t('visit_appointment')}</span>
            <input
              type="datetime-local"
              data-needed
              value={fields.appointment}
              onChange={({ target }) => edit({ appointment: target.value })}
            />
          </label>
        )}
        {sendable && (
          <label className="visit-field">
            <span>{t('visit_note')}</span>
            <textarea
              rows={1}
              maxLength={500}
              value={fields.note}
              onChange={({ target }) => edit({ note: target.value })}
            />
          </label>
        )}
      </div>
      {sendable && (
        <div className="visit-foot">
          <span role="status" className="visit-told">
            {told}
          </span>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('visit_send')}
            <KeyCap name="↵" />
          </Button>
        </div>
      )}
    </form>
  )
}
