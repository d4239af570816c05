import { useLanguage } from '../../language/use-language.tsx'
import { formatInstant } from '../../time/format.ts'
import { useCaseClock } from '../case/case-clock-panel.tsx'
import { useKeptFields } from '../use-kept-fields.ts'
import { useServerNow, useUnits } from '../use-unit.ts'
import { Choice, LongText, ShortText } from './fields.tsx'
import { StepForm } from './step-form.tsx'
import type { StepProps } from './steps.tsx'

/** Asks to give a case back: why, by which clause, and who should have it. */
export const ReturnForm = ({ found, send, close, step: _step, ...frame }: StepProps) => {
  const { t, name } = useLanguage()
  const { units, own } = useUnits()
  const now = useServerNow()
  const { caseNo } = found.case
  const { data: clock } = useCaseClock(caseNo, found.version)
  const { fields, isKept, change, clear } = useKeptFields(caseNo, 'return', { reason: '', clause: '', unit: '' })
  const { reason, clause, unit } = fields
  const options = units.filter(({ id, tier, active }) => tier === 1 && active && id !== own?.id)
  const returnBy = clock?.clock?.returnBy
  return (
    <StepForm
      {...frame}
      submit="unit_step_return"
      confirm="unit_confirm_return"
      ready={reason.trim() !== '' && clause.trim() !== ''}
      isKept={isKept}
      onClear={clear}
      onClose={close}
      onSubmit={() => send({ event: 'request_return', reason, clause, suggestedUnit: unit === '' ? null : unit })}
    >
      {returnBy != null && (
        <p className="unit-quiet">{t('unit_return_by', { at: formatInstant(returnBy - 60_000, now) })}</p>
      )}
      <ShortText
        label={t('unit_field_clause')}
        hint={t('unit_field_clause_hint')}
        value={clause}
        most={500}
        onChange={value => change({ clause: value })}
      />
      <LongText
        label={t('unit_field_reason')}
        value={reason}
        most={2_000}
        onChange={value => change({ reason: value })}
      />
      <Choice
        label={t('unit_field_suggested')}
        value={unit}
        options={[
          { value: '', label: t('unit_field_no_suggestion') },
          ...options.map(each => ({ value: each.id, label: name(each.name) })),
        ]}
        onChange={value => change({ unit: value })}
      />
    </StepForm>
  )
}
