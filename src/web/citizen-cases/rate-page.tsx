import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type LinkedRating, newWish, openRatingLink, type Rating, Refusal, rateByLink } from './citizen-api.ts'
import { Field, Heading } from './field.tsx'
import { useWords, type WordKey } from './words.tsx'

const satisfactions: readonly (readonly [Rating['satisfaction'], WordKey])[] = [
  ['satisfied', 'track_satisfied'],
  ['fairly_satisfied', 'track_fairly'],
  ['dissatisfied', 'track_dissatisfied'],
]

/** One question with large answers side by side, of which one is chosen. */
const Question = <Answer extends string | boolean>({
  name,
  legend,
  answers,
  chosen,
  onChoose,
}: {
  readonly name: string
  readonly legend: string
  readonly answers: readonly (readonly [Answer, WordKey])[]
  readonly chosen: Answer | null
  onChoose(answer: Answer): void
}) => {
  const { w } = useWords()
  return (
    <fieldset className="ask-rate-question">
      <legend>{legend}</legend>
      <div>
        {answers.map(([answer, key]) => (
          <label key={String(answer)} className="ask-rate-answer" data-chosen={chosen === answer}>
            <input
              type="radio"
              name={name}
              value={String(answer)}
              checked={chosen === answer}
              onChange={() => onChoose(answer)}
            />
            {w(key)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Rating by a link from a message: nobody signs in, and nothing else of the case is shown. */
export const RatePage = ({ code }: { readonly code: string }) => {
  const { w, name, day, moment } = useWords()
  const [about, setAbout] = useState<LinkedRating | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [tries, setTries] = useState(0)
  const [isDone, setDone] = useState(false)
  const [sending, setSending] = useState(false)
  const [satisfaction, setSatisfaction] = useState<Rating['satisfaction'] | null>(null)
  const [contacted, setContacted] = useState<boolean | null>(null)
  const [resolved, setResolved] = useState<boolean | null>(null)
  const [text, setText] = useState('')
  const wish = useRef(newWish())
  const wordsOf = (error: unknown): string =>
    error instanceof Refusal && error.words ? name(error.words) : w('request_unreachable')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language makes no new question
  useEffect(() => {
    openRatingLink(code).then(
      found => {
        setRefused(null)
        setAbout(found)
      },
      error => setRefused(wordsOf(error)),
    )
  }, [code, tries])

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (sending) return
    if (satisfaction === null) return setRefused(w('track_rate_missing'))
    setSending(true)
    setRefused(null)
    try {
      await rateByLink(code, wish.current, { satisfaction, contacted, resolved, text })
      setDone(true)
    } catch (error) {
      setRefused(wordsOf(error))
    } finally {
      setSending(false)
    }
  }

  const status = (
    <p className="ask-status" role="status" data-fault={refused !== null}>
      {refused ?? (isDone ? w('link_thanks') : about ? '' : w('link_loading'))}
    </p>
  )
  if (isDone || !about)
    return (
      <div className="ask-form ask-by-link">
        <Heading text={w('link_title')} />
        {status}
        {refused !== null && (
          <button type="button" onClick={() => setTries(tries + 1)}>
            {w('link_again')}
          </button>
        )}
      </div>
    )
  return (
    <form className="ask-form ask-by-link" onSubmit={event => void send(event)} noValidate>
      <Heading text={w('link_title')} />
      <p className="ask-lead">{w('link_about', { day: day(about.acceptedAt), number: about.caseNo })}</p>
      <Question<Rating['satisfaction']>
        name="satisfaction"
        legend={w('link_satisfied')}
        answers={satisfactions}
        chosen={satisfaction}
        onChoose={setSatisfaction}
      />
      <Question<boolean>
        name="contacted"
        legend={w('link_contacted')}
        answers={[
          [true, 'link_contacted_yes'],
          [false, 'link_contacted_no'],
        ]}
        chosen={contacted}
        onChoose={setContacted}
      />
      <Question<boolean>
        name="resolved"
        legend={w('track_solved')}
        answers={[
          [true, 'track_solved_yes'],
          [false, 'track_solved_no'],
        ]}
        chosen={resolved}
        onChoose={setResolved}
      />
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
      {status}
      <button type="submit" className="ask-main" aria-disabled={sending}>
        {w('track_rate_send')}
      </button>
      <p className="ask-hint">
        {w('link_will')} {w('link_until', { until: moment(about.until) })}
      </p>
    </form>
  )
}
