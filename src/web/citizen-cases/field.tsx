import { type ReactNode, type Ref, useEffect, useRef } from 'react'
import type { Fault } from './check.ts'
import { useWords } from './words.tsx'

/** What a control within a field is given. */
export interface Described {
  readonly id: string
  readonly name: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string
}

/** A label, its control, and what is said of it; a fault stands above the control and is read with it. */
export const Field = ({
  name,
  label,
  hint,
  faults,
  children,
}: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly faults: readonly Fault[]
  readonly children: (described: Described) => ReactNode
}) => {
  const { w } = useWords()
  const fault = faults.find(({ field }) => field === name)
  const id = `field-${name}`
  return (
    <div className="ask-field" data-faulty={fault !== undefined}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="ask-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="ask-fault" id={`${id}-fault`}>
          <span aria-hidden="true">⚠ </span>
          {w(fault.key, fault.most === undefined ? {} : { most: fault.most })}
        </p>
      )}
      {children({
        id,
        name,
        'aria-invalid': fault !== undefined,
        'aria-describedby': [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' '),
      })}
    </div>
  )
}

/** All faults of a form in one place, each a link to its field. It takes the focus when it comes, so that nobody misses it. */
export const FaultSummary = ({
  faults,
  refused,
}: {
  readonly faults: readonly Fault[]
  readonly refused: string | null
}) => {
  const { w } = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (faults.length > 0 || refused !== null) box.current?.focus()
  }, [faults, refused])
  if (faults.length === 0 && refused === null) return null
  return (
    <div className="ask-faults" role="alert" tabIndex={-1} ref={box}>
      <p>
        <span aria-hidden="true">⚠ </span>
        <strong>{refused ?? w('request_faults')}</strong>
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.map(({ field, key, most }) => (
            <li key={field + key}>
              <a
                href={`#field-${field}`}
                onClick={event => {
                  event.preventDefault()
                  document.getElementById(`field-${field}`)?.focus()
                }}
              >
                {w(key, most === undefined ? {} : { most })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** A heading that takes the focus when its part of the page comes, so that a screen reader begins there. */
export const Heading = ({
  text,
  focus = false,
  level = 2,
}: {
  readonly text: string
  readonly focus?: boolean
  readonly level?: 2 | 3
}) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus) heading.current?.focus()
  }, [focus])
  const ref: Ref<HTMLHeadingElement> = heading
  return level === 2 ? (
    <h2 tabIndex={-1} ref={ref}>
      {text}
    </h2>
  ) : (
    <h3 tabIndex={-1} ref={ref}>
      {text}
    </h3>
  )
}
