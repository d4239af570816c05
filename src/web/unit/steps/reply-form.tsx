import { useQuery } from '@tanstack/react-query'
import { filesOf } from '../../attachments/kept-files.ts'
import { readableNumber } from '../../cases/case-texts.ts'
import { fill } from '../../language/language.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { formatDay } from '../../time/format.ts'
import { resultTexts } from '../case/case-words.ts'
import { ReplyAttachments } from '../reply-attachments.tsx'
import { sayDays } from '../time-words.ts'
import { fetchReplyTemplates, type ResultCode } from '../unit-api.ts'
import { useKeptFields } from '../use-kept-fields.ts'
import { useServerNow, useUnits } from '../use-unit.ts'
import { Choice, LongText, Radios } from './fields.tsx'
import { placesLeft } from './offered-steps.ts'
import { StepForm } from './step-form.tsx'
import type { StepProps } from './steps.tsx'

const results = Object.keys(resultTexts) as ResultCode[]

/** Texts that a reply to this case can begin with, the places that are known filled in. */
const useTemplates = ({ case: of }: StepProps['found']) => {
  const { language } = useLanguage()
  const { own, unitName, topicsAbove } = useUnits()
  const now = useServerNow()
  const { data = [] } = useQuery({
    queryKey: ['unit', 'templates'],
    queryFn: fetchReplyTemplates,
    staleTime: 5 * 60_000,
    retry: false,
  })
  const topics = of.topic === null ? [] : topicsAbove(of.topic)
  const fitting = data.filter(({ topic }) => topic === null || topics.includes(topic))
  const values = {
    caseNo: readableNumber(of.caseNo),
    unit: unitName(of.unit ?? own?.id ?? ''),
    date: sayDays(language, formatDay(now)),
    place: of.place ?? '',
    title: of.title ?? '',
  }
  return fitting.map(({ id, name, text }) => ({ id, name, text: fill(text, values) }))
}

/** Writes a reply: submitted to the hotline, or as a draft for who signs it off. */
export const ReplyForm = ({ found, send, close, step, ...frame }: StepProps) => {
  const { t } = useLanguage()
  const templates = useTemplates(found)
  const { reply, case: of } = found
  const { fields, isKept, change, clear } = useKeptFields(of.caseNo, step, {
    text: reply?.text ?? '',
    result: reply?.result ?? '',
    attachments: '',
  })
  const { text } = fields
  const earlier = reply?.attachments ?? []
  const attachments = [...earlier, ...filesOf(fields.attachments).map(({ id }) => id)]
  const result = results.find(each => each === fields.result)
  const places = placesLeft(text)
  const draft = step === 'draft'
  return (
    <StepForm
      {...frame}
      submit={draft ? 'unit_send_draft' : 'unit_send'}
      {...(!draft && { confirm: 'unit_confirm_reply' as const })}
      ready={text.trim() !== '' && result !== undefined && places.length === 0}
      isKept={isKept}
      onClear={clear}
      onClose={close}
      onSubmit={() => {
        if (result) send({ event: draft ? 'draft_reply' : 'reply', text, result, attachments })
      }}
    >
      {templates.length > 0 && (
        <Choice
          label={t('unit_field_template')}
          value=""
          options={[
            { value: '', label: t('unit_field_template_choose') },
            ...templates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={id => {
            const chosen = templates.find(each => each.id === id)
            // what was written stays; the template comes beneath
            if (chosen) change({ text: text.trim() === '' ? chosen.text : `${text.trimEnd()}\n${chosen.text}` })
          }}
        />
      )}
      <LongText
        label={t('unit_field_reply')}
        value={text}
        most={8_000}
        rows={6}
        onChange={value => change({ text: value })}
      />
      {places.length > 0 && (
        <p className="unit-alert">{t('unit_field_placeholder_left', { places: places.join(' ') })}</p>
      )}
      <Radios
        label={t('unit_field_result')}
        value={fields.result}
        options={results.map(each => ({ value: each, label: t(resultTexts[each]) }))}
        onChange={value => change({ result: value })}
      />
      <ReplyAttachments
        field={fields.attachments}
        earlier={earlier.length}
        onChange={field => change({ attachments: field })}
      />
    </StepForm>
  )
}
