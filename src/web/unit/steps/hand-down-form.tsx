import { useLanguage } from '../../language/use-language.tsx'
import { useKeptFields } from '../use-kept-fields.ts'
import { useUnits } from '../use-unit.ts'
import { LongText, Radios } from './fields.tsx'
import { StepForm } from './step-form.tsx'
import type { StepProps } from './steps.tsx'

/** Hands a case down to an office below the unit. */
export const HandDownForm = ({ found, send, close, step: _step, ...frame }: StepProps) => {
  const { t, name } = useLanguage()
  const { units, own } = useUnits()
  const { caseNo } = found.case
  const { fields, isKept, change, clear } = useKeptFields(caseNo, 'hand_down', { unit: '', note: '' })
  const offices = units.filter(({ parent, active }) => active && parent !== null && parent === own?.id)
  return (
    <StepForm
      {...frame}
      submit="unit_step_hand_down"
      ready={offices.some(({ id }) => id === fields.unit)}
      isKept={isKept}
      onClear={clear}
      onClose={close}
      onSubmit={() => send({ event: 'sub_dispatch', unit: fields.unit, note: fields.note })}
    >
      {offices.length === 0 && <p className="unit-quiet">{t('unit_field_no_office')}</p>}
      <Radios
        label={t('unit_field_office')}
        value={fields.unit}
        options={offices.map(each => ({ value: each.id, label: name(each.name) }))}
        onChange={unit => change({ unit })}
      />
      <LongText
        label={t('unit_field_optional', { field: t('unit_field_note') })}
        value={fields.note}
        most={2_000}
        rows={2}
        onChange={note => change({ note })}
      />
    </StepForm>
  )
}
