import { useState } from 'react'
import { type CaseKey, type Rating, rateCase } from './citizen-api.ts'
import { Field, Heading } from './field.tsx'
import type { useWish } from './progress-view.tsx'
import { useWords, type WordKey } from './words.tsx'

const satisfactions: readonly (readonly [Rating['satisfaction'], WordKey])[] = [
  ['satisfied', 'track_satisfied'],
  ['fairly_satisfied', 'track_fairly'],
  ['dissatisfied', 'track_dissatisfied'],
]
const solutions: readonly (readonly [boolean | null, WordKey])[] = [
  [true, 'track_solved_yes'],
  [false, 'track_solved_no'],
  [null, 'track_solved_unsaid'],
]

/** The result as the requester finds it (DOMAIN.md 4.6), by his own will. */
export const RatingForm = ({
  caseKey,
  wish,
  refuse,
}: { readonly caseKey: CaseKey } & Pick<ReturnType<typeof useWish>, 'wish' | 'refuse'>) => {
  const { w } = useWords()
  const [satisfaction, setSatisfaction] = useState<Rating['satisfaction'] | null>(null)
  const [resolved, setResolved] = useState<boolean | null>(null)
  const [text, setText] = useState('')
  const send = (): void => {
    if (satisfaction === null) return refuse('track_rate_missing')
    void wish('rate', 'track_rated', id => rateCase(caseKey, id, { satisfaction, resolved, text }))
  }
  return (
    <section className="ask-action ask-rating">
      <Heading text={w('track_rate')} level={3} />
      <p className="ask-hint">{w('track_rate_hint')}</p>
      <fieldset>
        <legend className="unseen">{w('track_rate')}</legend>
        {satisfactions.map(([each, key]) => (
          <label key={each} className="ask-choice">
            <input
              type="radio"
              name="satisfaction"
              value={each}
              checked={satisfaction === each}
              onChange={() => setSatisfaction(each)}
            />
            {w(key)}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{w('track_solved')}</legend>
        {solutions.map(([each, key]) => (
          <label key={key} className="ask-choice">
            <input
              type="radio"
              name="resolved"
              value={String(each)}
              checked={resolved === each}
              onChange={() => setResolved(each)}
            />
            {w(key)}
          </label>
        ))}
      </fieldset>
      <Field name="reason" label={w('track_reason')} faults={[]}>
        {described => (
          <textarea
            {...described}
            rows={2}
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <button type="button" className="ask-main ask-rate" onClick={send}>
        {w('track_rate_send')}
      </button>
    </section>
  )
}
