import { useState } from 'react'
import { readableNumber } from './check.ts'
import { addToCase, type CaseKey, newWish, type Progress, Refusal, urgeCase, withdrawCase } from './citizen-api.ts'
import { Field, Heading } from './field.tsx'
import { PhotoPicker } from './photos/photo-picker.tsx'
import { usePhotos } from './photos/use-photos.ts'
import { RatingForm } from './rating-form.tsx'
import { useWords, type WordKey } from './words.tsx'

/** One wish at a time: the same name for each try of it, a new one after it was fulfilled. */
export const useWish = (onChanged: () => Promise<void>) => {
  const { w, name } = useWords()
  const [wishes, setWishes] = useState<Readonly<Record<string, string>>>({})
  const [said, setSaid] = useState<{ readonly text: string; readonly isFault: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const wish = async (what: string, done: WordKey, job: (requestId: string) => Promise<object>): Promise<boolean> => {
    if (busy) return false
    const requestId = wishes[what] ?? newWish()
    setWishes({ ...wishes, [what]: requestId })
    setBusy(true)
    try {
      await job(requestId)
      setWishes(({ [what]: _fulfilled, ...others }) => others)
      await onChanged()
      setSaid({ text: w(done), isFault: false })
      return true
    } catch (error) {
      const words = error instanceof Refusal ? error.words : null
      setSaid({ text: words ? name(words) : w('request_unreachable'), isFault: true })
      return false
    } finally {
      setBusy(false)
    }
  }
  const refuse = (key: WordKey): void => setSaid({ text: w(key), isFault: true })
  return { wish, refuse, said }
}

const Steps = ({ progress }: { readonly progress: Progress }) => {
  const { w, name, moment } = useWords()
  return (
    <section>
      <Heading text={w('track_steps')} level={3} />
      <ol className="ask-steps">
        {progress.steps.map(({ at, code, text }) => (
          <li key={`${at} ${code}`} data-code={code}>
            <span className="ask-step-text">{name(text)}</span>
            <time dateTime={new Date(at).toISOString()}>{moment(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A case as its requester sees it, and what he may do now. */
export const ProgressView = ({
  progress,
  caseKey,
  onChanged,
  onLeave,
}: {
  readonly progress: Progress
  readonly caseKey: CaseKey
  readonly onChanged: () => Promise<void>
  readonly onLeave: () => void
}) => {
  const { w, day } = useWords()
  const { wish, refuse, said } = useWish(onChanged)
  const [addition, setAddition] = useState('')
  const [addWish, setAddWish] = useState(newWish)
  const photos = usePhotos(addWish, [])
  const [asksWithdraw, setAsksWithdraw] = useState(false)
  const urgedLast = progress.steps.some(({ code }) => code === 'urged')
  const add = async (): Promise<void> => {
    if (addition.trim() === '') return refuse('track_add_missing')
    const ids = await photos.settled()
    if (ids === null) return refuse('photos_unsent')
    const sent = async () => {
      try {
        return await addToCase(caseKey, addWish, addition, ids)
      } catch (error) {
        if (error instanceof Refusal && error.code === 'photo_gone') photos.lost()
        throw error
      }
    }
    if (!(await wish('add', 'track_added', sent))) return
    setAddition('')
    photos.clear(false)
    setAddWish(newWish())
  }
  return (
    <div className="ask-progress">
      <Heading text={readableNumber(progress.caseNo)} focus />
      <p className="ask-standing" data-open={progress.isOpen}>
        <span aria-hidden="true">{progress.isOpen ? '◔ ' : '✓ '}</span>
        {w(progress.isOpen ? 'track_open' : 'track_over')}
      </p>
      {progress.promisedAt !== null && <p>{w('track_promised', { date: day(progress.promisedAt - 1) })}</p>}
      {progress.photos > 0 && (
        <p className="ask-hint ask-photos-sent">{w('track_photos', { count: progress.photos })}</p>
      )}
      {progress.isConfidential && <p className="ask-hint">{w('track_confidential')}</p>}
      <p role="status" className="ask-status" data-fault={said?.isFault === true}>
        {said && (
          <>
            <span aria-hidden="true">{said.isFault ? '⚠ ' : '✓ '}</span>
            {said.text}
          </>
        )}
      </p>
      <section>
        <Heading text={w('track_answer')} level={3} />
        <p className="ask-answer">{progress.answer ?? w('track_no_answer')}</p>
      </section>
      {progress.mayRate && <RatingForm caseKey={caseKey} wish={wish} refuse={refuse} />}
      <Steps progress={progress} />
      {progress.mayUrge && (
        <section className="ask-action">
          <button
            type="button"
            className="ask-urge"
            aria-describedby="urge-hint"
            onClick={() => void wish('urge', 'track_urged', id => urgeCase(caseKey, id))}
          >
            {w('track_urge')}
          </button>
          <p className="ask-hint" id="urge-hint">
            {w('track_urge_hint')}
          </p>
        </section>
      )}
      {!progress.mayUrge && progress.isOpen && urgedLast && <p className="ask-hint">{w('track_urged_today')}</p>}
      {progress.mayAdd && (
        <section className="ask-action">
          <Field name="addition" label={w('track_add')} faults={[]}>
            {described => (
              <textarea
                {...described}
                rows={3}
                autoComplete="off"
                value={addition}
                onChange={({ target }) => setAddition(target.value)}
              />
            )}
          </Field>
          <PhotoPicker name="more-photos" photos={photos} faults={[]} />
          <button type="button" className="ask-add" onClick={() => void add()}>
            {w('track_add_send')}
          </button>
        </section>
      )}
      {progress.mayWithdraw && (
        <section className="ask-action">
          {asksWithdraw ? (
            <>
              <p>{w('track_withdraw_ask')}</p>
              <div className="ask-buttons">
                <button
                  type="button"
                  className="ask-withdraw-yes"
                  onClick={() => {
                    setAsksWithdraw(false)
                    void wish('withdraw', 'track_withdrawn', id => withdrawCase(caseKey, id))
                  }}
                >
                  {w('track_withdraw_yes')}
                </button>
                <button type="button" onClick={() => setAsksWithdraw(false)}>
                  {w('track_withdraw_no')}
                </button>
              </div>
            </>
          ) : (
            <button type="button" className="ask-withdraw" onClick={() => setAsksWithdraw(true)}>
              {w('track_withdraw')}
            </button>
          )}
        </section>
      )}
      <button type="button" onClick={onLeave}>
        {w('track_other')}
      </button>
    </div>
  )
}
