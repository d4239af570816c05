import { Input } from 'antd'
import { type ReactNode, useId } from 'react'

interface TextProps {
  readonly label: string
  readonly value: string
  readonly most: number
  readonly rows?: number
  readonly hint?: string
  onChange(value: string): void
}

/** A text of several lines with its label. */
export const LongText = ({ label, value, most, rows = 4, hint, onChange }: TextProps) => {
  const id = useId()
  return (
    <div className="unit-field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        value={value}
        maxLength={most}
        rows={rows}
        {...(hint && { placeholder: hint })}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

/** A text of one line with its label. */
export const ShortText = ({ label, value, most, hint, onChange }: TextProps) => {
  const id = useId()
  return (
    <div className="unit-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        maxLength={most}
        {...(hint && { placeholder: hint })}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  onChange(value: string): void
}

/** One of several, by the browser's own list, which is made for fingers on a phone. */
export const Choice = ({ label, value, options, onChange }: ChoiceProps) => {
  const id = useId()
  return (
    <div className="unit-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="unit-select" value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** One of a few, all of them in sight. */
export const Radios = ({ label, value, options, onChange }: ChoiceProps) => {
  const id = useId()
  return (
    <fieldset className="unit-field unit-radios">
      <legend>{label}</legend>
      {options.map(option => (
        <label key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

/** A statement to be ticked. */
export const Tick = ({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean
  onChange(checked: boolean): void
  readonly children: ReactNode
}) => (
  <label className="unit-tick">
    <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
    {children}
  </label>
)
