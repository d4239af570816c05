import { Input } from 'antd'
import { type ReactNode, useId } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { type FieldName, longest } from '../draft/draft-fields.ts'
import { coordinatesOf } from './coordinates.ts'
import type { CaseWork } from './use-case-work.ts'

/** A field with its label before it. */
export const Labelled = ({
  id,
  text,
  children,
}: {
  readonly id: string
  readonly text: TextKey
  readonly children: ReactNode
}) => {
  const { t } = useLanguage()
  return (
    <div className="case-field">
      <label htmlFor={id}>{t(text)}</label>
      {children}
    </div>
  )
}

interface FieldProps {
  readonly work: CaseWork
  readonly name: FieldName
  readonly label: TextKey
  readonly hint?: TextKey
}

const useField = ({ work, name }: FieldProps) => {
  const value = work.fields[name] ?? ''
  const most = longest[name]
  const isNoPlace = name === 'coordinates' && coordinatesOf(value) === 'wrong'
  const isTooLong = most !== undefined && value.length > most
  return {
    id: `case-${name}-${useId()}`,
    value,
    'data-field': name,
    'aria-invalid': isTooLong || isNoPlace || work.missing.some(missing => missing === name),
    onChange: ({ target }: { readonly target: { readonly value: string } }) => work.edit({ [name]: target.value }),
  }
}

/** A field of one line. */
export const LineField = (props: FieldProps) => {
  const { t } = useLanguage()
  const field = useField(props)
  return (
    <Labelled id={field.id} text={props.label}>
      <Input {...field} autoComplete="off" {...(props.hint && { placeholder: t(props.hint) })} />
    </Labelled>
  )
}

/** A field of several lines. */
export const ParagraphField = (props: FieldProps & { readonly autoFocus?: boolean }) => {
  const { t } = useLanguage()
  const field = useField(props)
  return (
    <Labelled id={field.id} text={props.label}>
      <Input.TextArea
        {...field}
        autoFocus={props.autoFocus === true}
        {...(props.hint && { placeholder: t(props.hint) })}
      />
    </Labelled>
  )
}

/** One of several, in a list that opens. */
export const SelectField = ({
  options,
  ...props
}: FieldProps & { readonly options: readonly (readonly [string, TextKey])[] }) => {
  const { t } = useLanguage()
  const field = useField(props)
  return (
    <Labelled id={field.id} text={props.label}>
      <select className="case-select" {...field}>
        <option value="">{t('contact_choose')}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {t(text)}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** One of several, all of them visible. */
export const ChoiceField = ({
  work,
  name,
  label,
  options,
}: FieldProps & { readonly options: readonly (readonly [string, TextKey])[] }) => {
  const { t } = useLanguage()
  const group = useId()
  const isMissing = work.missing.some(missing => missing === name)
  return (
    <fieldset className="case-field case-choices" data-missing={isMissing} data-field={name}>
      <legend className="unseen">{t(label)}</legend>
      <span className="case-label" aria-hidden="true">
        {t(label)}
      </span>
      <div className="case-options">
        {options.map(([value, text]) => (
          <label key={value} className="case-option">
            <input
              type="radio"
              name={group}
              value={value}
              checked={(work.fields[name] ?? '') === value}
              onChange={() => work.edit({ [name]: value })}
            />
            <span>{t(text)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Something that is so or not. */
export const FlagField = ({
  work,
  name,
  label,
  checked = work.fields[name] === '1',
  disabled = false,
}: Omit<FieldProps, 'hint'> & { readonly checked?: boolean; readonly disabled?: boolean }) => {
  const { t } = useLanguage()
  return (
    <label className="case-option case-flag">
      <input
        type="checkbox"
        data-field={name}
        checked={checked}
        disabled={disabled}
        onChange={({ target }) => work.edit({ [name]: target.checked ? '1' : '0' })}
      />
      <span>{t(label)}</span>
    </label>
  )
}

/** One of several that exclude each other, or none of them. */
export const ChoiceFlag = ({ work, name, value, label }: Omit<FieldProps, 'hint'> & { readonly value: string }) => {
  const { t } = useLanguage()
  return (
    <label className="case-option case-flag">
      <input
        type="checkbox"
        data-field={name}
        checked={work.fields[name] === value}
        onChange={({ target }) => work.edit({ [name]: target.checked ? value : '' })}
      />
      <span>{t(label)}</span>
    </label>
  )
}
