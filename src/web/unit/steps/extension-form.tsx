import { useLanguage } from '../../language/use-language.tsx'
import { useCaseClock } from '../case/case-clock-panel.tsx'
import { sayDate } from '../time-words.ts'
import { useKeptFields } from '../use-kept-fields.ts'
import { Choice, LongText, Tick } from './fields.tsx'
import { StepForm } from './step-form.tsx'
import type { StepProps } from './steps.tsx'

/** Asks for more time: only the working days that may be asked for can be chosen. */
export const ExtensionForm = ({ found, send, close, step: _step, ...frame }: StepProps) => {
  const { t, language } = useLanguage()
  const { caseNo } = found.case
  const { data: clock } = useCaseClock(caseNo, found.version)
  const { fields, isKept, change, clear } = useKeptFields(caseNo, 'extension', { until: '', reason: '', told: '' })
  const days = clock?.extension ?? []
  const last = days.at(-1)
  const until = days.some(({ date }) => date === fields.until) ? fields.until : ''
  const told = fields.told !== ''
  return (
    <StepForm
      {...frame}
      submit="unit_step_extension"
      confirm="unit_confirm_extension"
      ready={until !== '' && fields.reason.trim() !== '' && told}
      isKept={isKept}
      onClear={clear}
      onClose={close}
      onSubmit={() => send({ event: 'ask_extension', reason: fields.reason, until, citizenTold: told })}
    >
      <Choice
        label={t('unit_field_until')}
        value={until}
        options={[
          { value: '', label: t('unit_field_until_choose') },
          ...days.map(({ date, workdays }) => ({
            value: date,
            label: t('unit_field_until_option', { date: sayDate(language, date), n: workdays }),
          })),
        ]}
        onChange={value => change({ until: value })}
      />
      <p className="unit-quiet">
        {last
          ? t('unit_field_until_longest', { date: sayDate(language, last.date) })
          : clock && t('unit_field_until_none')}
      </p>
      <LongText
        label={t('unit_field_reason')}
        value={fields.reason}
        most={2_000}
        rows={3}
        onChange={reason => change({ reason })}
      />
      <Tick checked={told} onChange={checked => change({ told: checked ? '1' : '' })}>
        {t('unit_field_told')}
      </Tick>
    </StepForm>
  )
}
