import { useLanguage } from '../../language/use-language.tsx'
import { useKeptFields } from '../use-kept-fields.ts'
import { LongText } from './fields.tsx'
import { StepForm } from './step-form.tsx'
import type { StepProps } from './steps.tsx'

/** Sends a draft of a reply back to who wrote it. */
export const SendBackForm = ({ found, send, close, step: _step, ...frame }: StepProps) => {
  const { t } = useLanguage()
  const { fields, isKept, change, clear } = useKeptFields(found.case.caseNo, 'send_back', { note: '' })
  return (
    <StepForm
      {...frame}
      submit="unit_step_send_back"
      ready={fields.note.trim() !== ''}
      isKept={isKept}
      onClear={clear}
      onClose={close}
      onSubmit={() => send({ event: 'send_back_draft', note: fields.note })}
    >
      <LongText
        label={t('unit_field_back_note')}
        value={fields.note}
        most={2_000}
        rows={3}
        onChange={note => change({ note })}
      />
    </StepForm>
  )
}
