import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { CaseHistory } from '../case-life/case-history.tsx'
import { type StepName, stepTexts } from '../case-life/case-words.ts'
import type { KeptTexts, Texts } from '../case-life/kept-texts.ts'
import { type CaseDetail, fetchCase } from '../cases/case-api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { KeyCap } from '../shared/key-cap.tsx'
import { CaseHead, CaseSheet } from './case-sheet.tsx'
import { changedSince } from './changed-since.ts'
import { doStep } from './office-api.ts'
import { StepForm } from './step-form.tsx'
import { type Step, steps, stepsOf } from './steps.ts'
import { Suggestions } from './suggestions.tsx'
import { missingFields, toWish, visitSourceOf } from './to-wish.ts'

interface Props {
  readonly caseNo: string
  /** The step whose form is open; null: none. */
  readonly open: StepName | null
  readonly kept: KeptTexts
  readonly now: number
  readonly keysOn: boolean
  onStep(step: StepName | null): void
  onDone(step: Step): void
  onOpen(caseNo: string): void
}

const refreshMs = 10_000

/** What a form begins with: the unit that was proposed, and the way by which the requester wants to be reached, until another one is chosen. */
const startOf = (step: Step | null, of: CaseDetail['case']): Texts => {
  if (step?.event === 'visit') return { source: visitSourceOf(of) }
  return step?.event === 'dispatch' && of.suggestedUnit !== null ? { unit: of.suggestedUnit } : {}
}

/** One case with all that may be done with it. What was typed stays, also when somebody else changes the case meanwhile. */
export const CaseWork = ({ caseNo, open, kept, now, keysOn, onStep, onDone, onOpen }: Props) => {
  const { t, errorText } = useLanguage()
  const queries = useQueryClient()
  const key = ['case', caseNo]
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => fetchCase(caseNo),
    refetchInterval: refreshMs,
    retry: false,
  })
  /** The case as the reader has seen it: what is newer is shown to him as a change. */
  const [seen, setSeen] = useState<CaseDetail | null>(null)
  const [texts, setTexts] = useState<Texts>(() => (open === null ? {} : kept.read(caseNo, open)))
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const step = steps.find(({ event }) => event === open) ?? null
  useEffect(() => {
    if (data && seen === null) setSeen(data)
  }, [data, seen])
  useEffect(() => {
    setTexts(open === null ? {} : kept.read(caseNo, open))
    setRefusal(null)
  }, [open, caseNo, kept])

  if (error && !data) return <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>
  if (!data) return null
  const changes = seen === null ? [] : changedSince(seen, data)

  const edit = (more: Texts): void => {
    const now_ = { ...texts, ...more }
    setTexts(now_)
    if (open !== null) kept.write(caseNo, open, now_)
  }
  const send = async (taken: Step, typed: Texts): Promise<void> => {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    try {
      await doStep(caseNo, toWish(taken, data.case, typed), data.version)
      kept.drop(caseNo, taken.event)
      const fresh = await queries.fetchQuery({ queryKey: key, queryFn: () => fetchCase(caseNo) }).catch(() => null)
      if (fresh) setSeen(fresh)
      onStep(null)
      onDone(taken)
    } catch (failure) {
      const code = failure instanceof ApiError ? failure.code : 'unexpected'
      setRefusal(errorText(code))
      if (code === 'case_changed') await queries.invalidateQueries({ queryKey: key })
    } finally {
      setBusy(false)
    }
  }
  const take = (taken: Step): void => {
    if (taken.fields.length === 0 && taken.form === undefined) void send(taken, {})
    else onStep(taken.event)
  }
  const may = stepsOf(data.may)
  const shown = { ...startOf(step, data.case), ...texts }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key of the form inside, wherever the focus is in it
    <div
      className="office-case"
      onKeyDown={event => {
        if (!step || event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return
        event.preventDefault()
        if (data.may.includes(step.event) && missingFields(step, data.case, shown).length === 0) void send(step, shown)
      }}
    >
      {changes.length > 0 && (
        <section className="office-changed" role="alert">
          <h3>{t('case_changed_by_other')}</h3>
          <CaseHistory rows={changes} />
          <p>{t('case_changed_kept')}</p>
          <Button size="small" onClick={() => setSeen(data)}>
            {t('case_changed_seen')}
          </Button>
        </section>
      )}
      <div className="office-steps" role="toolbar" aria-label={t('office_steps')}>
        {may.map((each, index) => (
          <Button
            key={each.event}
            type={index === 0 && step === null ? 'primary' : 'default'}
            className={each.grave === true ? 'step-grave' : ''}
            data-step={each.event}
            data-letter={each.letter}
            aria-keyshortcuts={keysOn ? each.letter : undefined}
            aria-pressed={each.event === open}
            loading={busy && each.fields.length === 0 && each.form === undefined}
            onClick={() => take(each)}
          >
            {t(stepTexts[each.event])}
            {keysOn && <KeyCap name={each.letter} />}
          </Button>
        ))}
        {may.length === 0 && <p className="empty">{t('office_no_step')}</p>}
      </div>
      {step === null && refusal !== null && (
        <p role="status" className="office-refusal">
          {refusal}
        </p>
      )}
      <div className="office-case-scroll" data-form={step !== null}>
        <CaseHead of={data.case} />
        {step && (
          <StepForm
            key={step.event}
            found={data}
            step={step}
            texts={shown}
            proposed={data.case.suggestedUnit === null ? [] : [data.case.suggestedUnit]}
            busy={busy}
            refusal={refusal}
            onEdit={edit}
            onSend={() => void send(step, shown)}
            onBack={() => onStep(null)}
          />
        )}
        <Suggestions of={data.case} text={data.case.text} onOpen={onOpen} />
        <CaseSheet found={data} now={now} onOpen={onOpen} />
      </div>
    </div>
  )
}
