import '../case-life/office-words.ts'
import '../office/office.css'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { stepTexts } from '../case-life/case-words.ts'
import { keptTexts, type Texts } from '../case-life/kept-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { doStep } from '../office/office-api.ts'
import { StepForm } from '../office/step-form.tsx'
import { type Step, stepsOf } from '../office/steps.ts'
import { missingFields, toWish } from '../office/to-wish.ts'
import { useSession } from '../session/use-session.ts'
import type { CaseDetail } from './case-api.ts'
import { deskSteps } from './desk-steps.ts'

/** The steps of a case that is read at the desk, each with the form that the case office has for it. What was typed stays until it is sent. */
export const CaseSteps = ({ found }: { readonly found: CaseDetail }) => {
  const { t, errorText } = useLanguage()
  const queries = useQueryClient()
  const { data: session } = useSession()
  const kept = useMemo(() => keptTexts(session?.name ?? '', localStorage, Date.now), [session?.name])
  const { caseNo } = found.case
  const [step, setStep] = useState<Step | null>(null)
  const [texts, setTexts] = useState<Texts>({})
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const offered = stepsOf(found.may).filter(({ event }) => deskSteps.includes(event))

  const open = (chosen: Step | null): void => {
    setTexts(chosen ? kept.read(caseNo, chosen.event) : {})
    setRefusal(null)
    setStep(chosen)
  }
  const edit = (more: Texts): void => {
    const now = { ...texts, ...more }
    setTexts(now)
    if (step) kept.write(caseNo, step.event, now)
  }
  const send = async (): Promise<void> => {
    if (busy || !step) return
    setBusy(true)
    setRefusal(null)
    try {
      await doStep(caseNo, toWish(step, found.case, texts), found.version)
      kept.drop(caseNo, step.event)
      open(null)
    } catch (failure) {
      setRefusal(errorText(failure instanceof ApiError ? failure.code : 'unexpected'))
    } finally {
      // what another has done meanwhile is read too, before it is tried again
      await queries.invalidateQueries({ queryKey: ['case', caseNo] })
      void queries.invalidateQueries({ queryKey: ['own-cases'] })
      setBusy(false)
    }
  }
  if (offered.length === 0 && !step) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the form inside, wherever the focus is in it
    <div
      className="case-steps"
      onKeyDown={event => {
        if (!step || event.nativeEvent.isComposing) return
        const sends = event.key === 'Enter' && event.ctrlKey
        if (!sends && event.key !== 'Escape') return
        // they mean this form alone, and not what lies beneath it
        event.preventDefault()
        event.stopPropagation()
        if (!sends) open(null)
        else if (found.may.includes(step.event) && missingFields(step, found.case, texts).length === 0) void send()
      }}
    >
      <div className="case-step-buttons" role="toolbar" aria-label={t('office_steps')}>
        {offered.map(each => (
          <Button
            key={each.event}
            size="small"
            data-step={each.event}
            aria-pressed={each.event === step?.event}
            onClick={() => open(each)}
          >
            {t(stepTexts[each.event])}
          </Button>
        ))}
      </div>
      {step && (
        <StepForm
          key={step.event}
          found={found}
          step={step}
          texts={texts}
          proposed={found.case.suggestedUnit === null ? [] : [found.case.suggestedUnit]}
          busy={busy}
          refusal={refusal}
          onEdit={edit}
          onSend={() => void send()}
          onBack={() => open(null)}
        />
      )}
    </div>
  )
}
