import { type FormEvent, useState } from 'react'
import { type Fault, keyFaultsOf } from './check.ts'
import { type CaseKey, type Progress, Refusal, readProgress } from './citizen-api.ts'
import { FaultSummary, Field, Heading } from './field.tsx'
import { ProgressView } from './progress-view.tsx'
import { useWords } from './words.tsx'

/** Asks for the number and the code, then shows the case. They are kept nowhere. */
export const TrackPage = ({ focus }: { readonly focus: boolean }) => {
  const { w, name } = useWords()
  const [key, setKey] = useState<CaseKey>({ caseNo: '', queryCode: '' })
  const [progress, setProgress] = useState<Progress | null>(null)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [looking, setLooking] = useState(false)

  const look = async (): Promise<void> => {
    setLooking(true)
    try {
      setProgress(await readProgress(key))
    } catch (error) {
      const words = error instanceof Refusal ? error.words : null
      setRefused(words ? name(words) : w('request_unreachable'))
    } finally {
      setLooking(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (looking) return
    const found = keyFaultsOf(key.caseNo, key.queryCode)
    setFaults(found)
    setRefused(null)
    if (found.length === 0) void look()
  }
  const leave = (): void => {
    setProgress(null)
    setKey({ caseNo: '', queryCode: '' })
  }

  if (progress) return <ProgressView progress={progress} caseKey={key} onChanged={look} onLeave={leave} />
  return (
    <form className="ask-form" onSubmit={submit} noValidate>
      <Heading text={w('request_track')} focus={focus} />
      <p className="ask-lead">{w('track_lead')}</p>
      <FaultSummary faults={faults} refused={refused} />
      <Field name="caseNo" label={w('receipt_number')} faults={faults}>
        {described => (
          <input
            {...described}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            required
            value={key.caseNo}
            onChange={({ target }) => setKey({ ...key, caseNo: target.value })}
          />
        )}
      </Field>
      <Field name="queryCode" label={w('receipt_code')} hint={w('track_code_hint')} faults={faults}>
        {described => (
          <input
            {...described}
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            value={key.queryCode}
            onChange={({ target }) => setKey({ ...key, queryCode: target.value })}
          />
        )}
      </Field>
      <div className="ask-buttons">
        <button type="submit" className="ask-main" aria-disabled={looking}>
          {w('track_look')}
        </button>
      </div>
      <p role="status" className="ask-status">
        {looking && w('track_looking')}
      </p>
    </form>
  )
}
