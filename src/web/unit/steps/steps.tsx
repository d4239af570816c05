import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiError } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { takeStep, type UnitCaseDetail, type Wish } from '../unit-api.ts'
import { useKeptTexts } from '../use-kept-fields.ts'
import { useUnits } from '../use-unit.ts'
import { ContactForm } from './contact-form.tsx'
import { ExtensionForm } from './extension-form.tsx'
import { HandDownForm } from './hand-down-form.tsx'
import { offeredSteps, type StepName, stepNames, stepTexts } from './offered-steps.ts'
import { ReplyForm } from './reply-form.tsx'
import { ReturnForm } from './return-form.tsx'
import { SendBackForm } from './send-back-form.tsx'

/** What each form is given. */
export interface StepProps {
  readonly step: StepName
  readonly found: UnitCaseDetail
  /** False where the case has moved on: what was typed is shown and cannot be sent. */
  readonly possible: boolean
  readonly pending: boolean
  /** The code of the refusal of the last try; null: none. */
  readonly refusal: string | null
  send(wish: Wish): void
  close(): void
}

interface Props {
  readonly found: UnitCaseDetail
  /** The version that the reader has before his eyes. */
  readonly seen: number
  onDone(version: number): void
  /** Somebody else has changed the case meanwhile. */
  onChanged(): void
}

const forms = {
  reply: ReplyForm,
  draft: ReplyForm,
  send_back: SendBackForm,
  contact: ContactForm,
  hand_down: HandDownForm,
  extension: ExtensionForm,
  return: ReturnForm,
} as const satisfies Readonly<Record<Exclude<StepName, 'sign'>, unknown>>

/** The steps that may be taken now; one form at a time. What was typed outlives a refusal, a reload, and the step itself. */
export const Steps = ({ found, seen, onDone, onChanged }: Props) => {
  const { t, errorText } = useLanguage()
  const kept = useKeptTexts()
  const queries = useQueryClient()
  const { own, leads, units } = useUnits()
  const { caseNo, state, draftReply } = found.case
  const lead = units.find(({ id }) => id === found.case.unit)
  const signsOff = lead?.signsOff ?? false
  const hasOffices = units.some(({ parent, active }) => parent !== null && parent === own?.id && active)
  const offered = offeredSteps(found, { leads, signsOff, hasOffices })
  const [open, setOpen] = useState<StepName | null>(
    () => stepNames.find(name => kept.read(caseNo, name) !== null) ?? null,
  )
  const [done, setDone] = useState<StepName | null>(null)
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ wish }: { readonly wish: Wish; readonly name: StepName }) => takeStep(caseNo, wish, seen),
    onSuccess: ({ version }, { name }) => {
      kept.drop(caseNo, name)
      setDone(name)
      setOpen(null)
      onDone(version)
      void queries.invalidateQueries({ queryKey: ['unit', 'box'] })
      void queries.invalidateQueries({ queryKey: ['unit', 'figures'] })
    },
    onError: refused => {
      if (refused instanceof ApiError && refused.code.startsWith('case_')) onChanged()
    },
  })
  const refusal = error === null ? null : error instanceof ApiError ? error.code : 'unexpected'
  const press = (name: StepName) => {
    reset()
    setDone(null)
    if (name === 'sign') mutate({ wish: { event: 'sign' }, name })
    else setOpen(open === name ? null : name)
  }
  const labelOf = (name: StepName) =>
    t(name === 'reply' && signsOff && draftReply ? 'unit_step_sign_off' : stepTexts[name])
  const Form = open === null || open === 'sign' ? null : forms[open]
  const firstContact = state === 'signed' && offered.includes('contact')
  return (
    <section className="unit-steps">
      <div className="unit-step-buttons">
        {offered.map((name, index) => (
          <Button
            key={name}
            data-step={name}
            type={index === 0 ? 'primary' : 'default'}
            {...(name !== 'sign' && { 'aria-expanded': open === name })}
            loading={name === 'sign' && isPending}
            onClick={() => press(name)}
          >
            {labelOf(name)}
          </Button>
        ))}
        {offered.length === 0 && <p className="unit-quiet">{t('unit_nothing_to_do')}</p>}
      </div>
      {firstContact && <p className="unit-quiet">{t('unit_first_contact')}</p>}
      <div role="status">
        {done !== null && <p className="unit-done">{t('unit_done', { step: labelOf(done) })}</p>}
        {open === null && refusal !== null && <p className="unit-alert">{errorText(refusal)}</p>}
      </div>
      {Form && open !== null && open !== 'sign' && (
        <Form
          key={open}
          step={open}
          found={found}
          possible={offered.includes(open)}
          pending={isPending}
          refusal={refusal}
          send={wish => mutate({ wish, name: open })}
          close={() => {
            reset()
            setOpen(null)
          }}
        />
      )}
    </section>
  )
}
