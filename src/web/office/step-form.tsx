import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { stepTexts } from '../case-life/case-words.ts'
import type { Texts } from '../case-life/kept-texts.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { KeyCap } from '../shared/key-cap.tsx'
import { CorrectForm } from './correct-form.tsx'
import { DuePanel } from './due-panel.tsx'
import { MergeForm } from './merge-form.tsx'
import { StepFields } from './step-fields.tsx'
import type { Step } from './steps.ts'
import { missingFields } from './to-wish.ts'

interface Props {
  readonly found: CaseDetail
  readonly step: Step
  readonly texts: Texts
  readonly proposed: readonly string[]
  readonly busy: boolean
  /** Why the last try was refused, in words; null: it was not. */
  readonly refusal: string | null
  onEdit(changes: Texts): void
  onSend(): void
  onBack(): void
}

/** What a step is told before it is taken: Ctrl+Enter takes it, Escape leaves it with all that was typed kept. */
export const StepForm = ({ found, step, texts, proposed, busy, refusal, onEdit, onSend, onBack }: Props) => {
  const { t } = useLanguage()
  const form = useRef<HTMLFormElement>(null)
  const missing = missingFields(step, found.case, texts)
  const possible = found.may.includes(step.event)
  const name = t(stepTexts[step.event])
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    // whatever its first field is: its keys work only while the focus is in it
    if (!form.current?.contains(document.activeElement)) form.current?.querySelector('input')?.focus()
  }, [])
  return (
    <form
      ref={form}
      className="step-form"
      aria-label={name}
      onSubmit={event => {
        event.preventDefault()
        if (possible && missing.length === 0) onSend()
      }}
    >
      <h3>{name}</h3>
      {step.form === 'merge' && <MergeForm of={found.case} texts={texts} onEdit={onEdit} />}
      {step.form === 'correct' && <CorrectForm of={found.case} texts={texts} onEdit={onEdit} />}
      <StepFields step={step} texts={texts} proposed={proposed} onEdit={onEdit} />
      {step.gives && <DuePanel caseNo={found.case.caseNo} version={found.version} />}
      <div className="step-foot">
        <span role="status" className={refusal === null && possible ? 'step-missing' : 'step-refusal'}>
          {refusal ??
            (possible
              ? missing.length > 0 && t('case_missing', { fields: missing.map(each => t(each)).join('、') })
              : t('step_impossible'))}
        </span>
        <Button type="text" onClick={onBack}>
          {t('back')}
          <KeyCap name="Esc" />
        </Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!possible || missing.length > 0}>
          {name}
          <KeyCap name="Ctrl ↵" />
        </Button>
      </div>
    </form>
  )
}
