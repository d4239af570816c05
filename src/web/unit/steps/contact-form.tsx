import { useLanguage } from '../../language/use-language.tsx'
import { contactKindTexts } from '../case/case-words.ts'
import type { ContactKind } from '../unit-api.ts'
import { useKeptFields } from '../use-kept-fields.ts'
import { LongText, Radios } from './fields.tsx'
import { StepForm } from './step-form.tsx'
import type { StepProps } from './steps.tsx'

const kinds = Object.keys(contactKindTexts) as ContactKind[]

/** Who cannot take calls is not called: the first choice follows his wish. */
const usualKind = (contact: string | null): ContactKind => {
  if (contact === 'sms' || contact === 'wechat') return contact
  return contact === 'sign_video' ? 'visit' : 'phone'
}

/** Writes down how the requester was reached and what was said. */
export const ContactForm = ({ found, send, close, step: _step, ...frame }: StepProps) => {
  const { t } = useLanguage()
  const { caseNo, contact } = found.case
  const usual: { kind: string; note: string } = { kind: usualKind(contact), note: '' }
  const { fields, isKept, change, clear } = useKeptFields(caseNo, 'contact', usual)
  const kind = kinds.find(each => each === fields.kind) ?? 'phone'
  return (
    <StepForm
      {...frame}
      submit="unit_step_contact"
      ready={fields.note.trim() !== ''}
      isKept={isKept}
      onClear={clear}
      onClose={close}
      onSubmit={() => send({ event: 'log_contact', contact: kind, note: fields.note })}
    >
      <Radios
        label={t('unit_field_contact_kind')}
        value={kind}
        options={kinds.map(each => ({ value: each, label: t(contactKindTexts[each]) }))}
        onChange={value => change({ kind: value })}
      />
      <LongText
        label={t('unit_field_contact_note')}
        value={fields.note}
        most={2_000}
        onChange={note => change({ note })}
      />
    </StepForm>
  )
}
