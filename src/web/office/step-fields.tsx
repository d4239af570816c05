import { Input } from 'antd'
import { useId } from 'react'
import { whereToTexts } from '../case-life/case-words.ts'
import type { Texts } from '../case-life/kept-texts.ts'
import { UnitTable } from '../case-life/unit-table.tsx'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import type { Field, Step } from './steps.ts'
import { coUnitsOf } from './to-wish.ts'

interface Props {
  readonly step: Step
  readonly texts: Texts
  /** Units that are proposed for the case, the best first. */
  readonly proposed: readonly string[]
  onEdit(changes: Texts): void
}

const whereTo = (reason: string): TextKey | undefined => (whereToTexts as Readonly<Record<string, TextKey>>)[reason]

/** The fields of a step, in their order. */
export const StepFields = ({ step, texts, proposed, onEdit }: Props) => {
  const { t } = useLanguage()
  const id = useId()
  /** The sentence that says where to go follows the reason, until somebody has written his own. */
  const choose = (field: Field, code: string) => {
    const sentences = Object.values(whereToTexts).map(each => t(each))
    const isOwn = (texts.whereTo ?? '') !== '' && !sentences.includes(texts.whereTo ?? '')
    const sentence = step.event === 'reject' && field.name === 'reason' && !isOwn ? whereTo(code) : undefined
    onEdit({ [field.name]: code, ...(sentence && { whereTo: t(sentence) }) })
  }
  const labelOf = ({ label, optional }: Field) => (optional ? t('field_optional', { label: t(label) }) : t(label))
  return step.fields.map((field, index) => {
    const value = texts[field.name] ?? ''
    const fieldId = `${id}-${field.name}`
    switch (field.kind) {
      case 'choice':
        return (
          <fieldset key={field.name} className="step-choice">
            <legend>{labelOf(field)}</legend>
            {Object.entries(field.codes).map(([code, text], at) => (
              <label key={code}>
                <input
                  type="radio"
                  name={fieldId}
                  value={code}
                  checked={value === code}
                  // biome-ignore lint/a11y/noAutofocus: the reader has just opened the form, and this is its first field
                  autoFocus={index === 0 && (value === code || (value === '' && at === 0))}
                  onChange={() => choose(field, code)}
                />
                {t(text)}
              </label>
            ))}
          </fieldset>
        )
      case 'unit':
      case 'units':
        return (
          <fieldset key={field.name} className="step-units">
            <legend>{labelOf(field)}</legend>
            <UnitTable
              unit={value}
              coUnits={field.kind === 'units' ? coUnitsOf(texts) : undefined}
              proposed={proposed}
              onChange={(unit, coUnits) =>
                onEdit({ [field.name]: unit, ...(field.kind === 'units' && { coUnits: coUnits.join(' ') }) })
              }
            />
          </fieldset>
        )
      default:
        return (
          <div key={field.name} className="step-text">
            <label htmlFor={fieldId}>{labelOf(field)}</label>
            {field.kind === 'text' ? (
              <Input.TextArea
                id={fieldId}
                rows={3}
                value={value}
                maxLength={field.name === 'answer' || field.name === 'text' ? 8_000 : 2_000}
                autoFocus={index === 0}
                onChange={({ target }) => onEdit({ [field.name]: target.value })}
              />
            ) : (
              <Input
                id={fieldId}
                type={field.kind === 'moment' ? 'datetime-local' : 'text'}
                value={value}
                maxLength={60}
                autoFocus={index === 0}
                onChange={({ target }) => onEdit({ [field.name]: target.value })}
              />
            )}
          </div>
        )
    }
  })
}
