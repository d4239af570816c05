import { type FormEvent, useRef, useState } from 'react'
import { type Fault, faultsOf } from './check.ts'
import { beginWork, type CaseKey, Refusal, sendCase } from './citizen-api.ts'
import { citizenClasses, type Draft, emptyDraft, forgetDraft, keepDraft, storedDraft } from './draft.ts'
import { FaultSummary, Field, Heading } from './field.tsx'
import { PhotoPicker } from './photos/photo-picker.tsx'
import { usePhotos } from './photos/use-photos.ts'
import { useWords, type WordKey } from './words.tsx'

const classKeys: Readonly<Record<(typeof citizenClasses)[number], WordKey>> = {
  consultation: 'request_class_consultation',
  help: 'request_class_help',
  complaint: 'request_class_complaint',
  report: 'request_class_report',
  suggestion: 'request_class_suggestion',
  praise: 'request_class_praise',
}

type Switch = 'confidential' | 'enterprise' | 'noCalls' | 'anonymous'
const switches: readonly (readonly [Switch, WordKey, WordKey])[] = [
  ['confidential', 'request_confidential', 'request_confidential_hint'],
  ['enterprise', 'request_enterprise', 'request_enterprise_hint'],
  ['noCalls', 'request_no_calls', 'request_no_calls_hint'],
  ['anonymous', 'request_anonymous', 'request_anonymous_hint'],
]

type Sending = 'no' | 'photos' | 'checking' | 'sending'

/** The three questions, and what may be said beside. */
export const SubmitForm = ({
  onSent,
  focus,
}: {
  readonly onSent: (receipt: CaseKey) => void
  readonly focus: boolean
}) => {
  const { w, name } = useWords()
  const [draft, setDraft] = useState(storedDraft)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [sending, setSending] = useState<Sending>('no')
  const [cleared, setCleared] = useState(false)

  const written = useRef(draft)
  const write = (next: Draft): void => {
    written.current = next
    setDraft(next)
  }
  const change = (changed: Partial<Draft>): void => {
    const next = { ...written.current, ...changed }
    write(next)
    setCleared(false)
    keepDraft(next)
    beginWork().catch(() => {})
  }
  const photos = usePhotos(draft.requestId, draft.photos, kept => change({ photos: kept }))
  const clear = (): void => {
    photos.clear(true)
    forgetDraft()
    write(emptyDraft())
    setFaults([])
    setRefused(null)
    setCleared(true)
  }
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (sending !== 'no') return
    const found = faultsOf(draft)
    setFaults(found)
    setRefused(null)
    if (found.length > 0) return
    try {
      setSending('photos')
      if ((await photos.settled()) === null) {
        setFaults([{ field: 'photos', key: 'photos_unsent' }])
        return setSending('no')
      }
      setSending('checking')
      await beginWork()
      setSending('sending')
      const receipt = await sendCase(written.current)
      forgetDraft()
      onSent(receipt)
    } catch (error) {
      const words = error instanceof Refusal ? error.words : null
      setRefused(words ? name(words) : w('request_unreachable'))
      if (error instanceof Refusal && error.code === 'phone_wrong')
        setFaults([{ field: 'phone', key: 'request_phone_wrong' }])
      if (error instanceof Refusal && error.code === 'photo_gone') {
        photos.lost()
        setFaults([{ field: 'photos', key: 'photos_unsent' }])
      }
      setSending('no')
    }
  }

  return (
    <form className="ask-form" onSubmit={event => void send(event)} noValidate>
      <Heading text={w('request_submit')} focus={focus} />
      <p className="ask-lead">{w('request_lead')}</p>
      <FaultSummary faults={faults} refused={refused} />
      <Field name="text" label={w('request_text')} hint={w('request_text_hint')} faults={faults}>
        {described => (
          <textarea
            {...described}
            rows={6}
            autoComplete="off"
            required
            value={draft.text}
            onChange={({ target }) => change({ text: target.value })}
          />
        )}
      </Field>
      <Field
        name="place"
        label={w(draft.class === 'consultation' ? 'request_place_optional' : 'request_place')}
        hint={w('request_place_hint')}
        faults={faults}
      >
        {described => (
          <input
            {...described}
            type="text"
            autoComplete="street-address"
            required={draft.class !== 'consultation'}
            value={draft.place}
            onChange={({ target }) => change({ place: target.value })}
          />
        )}
      </Field>
      {!draft.anonymous && (
        <Field name="phone" label={w('request_phone')} hint={w('request_phone_hint')} faults={faults}>
          {described => (
            <input
              {...described}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              required
              value={draft.phone}
              onChange={({ target }) => change({ phone: target.value })}
            />
          )}
        </Field>
      )}
      <PhotoPicker name="photos" photos={photos} faults={faults} />
      <fieldset className="ask-more">
        <legend>{w('request_more')}</legend>
        <Field name="class" label={w('request_class')} faults={faults}>
          {described => (
            <select
              {...described}
              value={draft.class ?? ''}
              onChange={({ target }) => change({ class: citizenClasses.find(each => each === target.value) ?? null })}
            >
              <option value="">{w('request_class_none')}</option>
              {citizenClasses.map(each => (
                <option key={each} value={each}>
                  {w(classKeys[each])}
                </option>
              ))}
            </select>
          )}
        </Field>
        {switches.map(([each, label, hint]) => (
          <div className="ask-switch" key={each}>
            <input
              type="checkbox"
              id={`switch-${each}`}
              aria-describedby={`switch-${each}-hint`}
              checked={draft[each] || (each === 'confidential' && draft.class === 'report')}
              disabled={each === 'confidential' && draft.class === 'report'}
              onChange={({ target }) => change({ [each]: target.checked })}
            />
            <label htmlFor={`switch-${each}`}>{w(label)}</label>
            <p className="ask-hint" id={`switch-${each}-hint`}>
              {w(hint)}
            </p>
          </div>
        ))}
      </fieldset>
      <p className="ask-hint">{w('request_draft')}</p>
      <div className="ask-buttons">
        <button type="submit" className="ask-main" aria-disabled={sending !== 'no'}>
          {w('request_send')}
        </button>
        <button type="button" className="ask-clear" onClick={clear}>
          {w('request_clear')}
        </button>
      </div>
      <p role="status" className="ask-status">
        {sending === 'photos' && photos.photos.length > 0 && w('photos_sending')}
        {sending === 'checking' && w('request_checking')}
        {sending === 'sending' && w('request_sending')}
        {cleared && w('request_cleared')}
      </p>
    </form>
  )
}
