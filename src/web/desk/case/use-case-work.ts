import { useEffect, useRef, useState } from 'react'
import type { PersonView } from '../../../wire/case-views.ts'
import { ApiError } from '../../api/api.ts'
import {
  type CallDecision,
  type OutcomeWish,
  putOutcome,
  putPerson,
  registerCase,
  type Similar,
} from '../../cases/case-api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { type DraftFields, isBlank } from '../draft/draft-fields.ts'
import type { DraftState } from '../draft/draft-keeper.ts'
import { useDraft } from '../draft/use-draft.ts'
import { emptied, missingIn, type NamedField, newCaseOf, newRequestId, noteOf } from './case-fields.ts'
import { coordinatesOf } from './coordinates.ts'
import { type Proposed, proposedOf } from './proposed.ts'
import { useDecision } from './use-decision.ts'
import { useSimilar } from './use-similar.ts'

export type NoCaseReason = Extract<OutcomeWish, { outcome: 'no_case' }>['reason']

/** The form of one call, and what can be done with it. */
export interface CaseWork {
  readonly callId: string
  readonly draft: DraftState
  /** The fields with what holds where nothing was chosen. */
  readonly fields: DraftFields
  readonly decision: CallDecision | null
  /** `done`: what the call came to is shown in the place of the form. */
  readonly view: 'form' | 'done'
  readonly busy: boolean
  /** Why the last request was not done. */
  readonly failure: string | null
  /** What was missing when the agent last tried to register. */
  readonly missing: readonly NamedField[]
  readonly personKept: boolean
  /** What the server proposes for what is written; null: nothing yet. */
  readonly similar: Similar | null
  /** What of it a key takes. */
  readonly proposed: Proposed
  /** Shows the next of the cases that may be about the same. */
  nextDuplicate(): void
  /** Files on their way. */
  readonly uploading: number
  setUploading(count: number): void
  /** Takes the proposed class, or topic and unit. */
  take(what: 'class' | 'topic'): void
  edit(changes: DraftFields): void
  register(): void
  followUp(caseNo: string): void
  noCase(reason: NoCaseReason): void
  /** Takes the outcome back, to say another one. */
  change(): void
  another(): void
  takePerson(person: PersonView): void
  keepPerson(): void
}

/** Whose number is known is rung by phone, unless somebody said otherwise. */
const withDefaults = (fields: DraftFields, hasNumber: boolean): DraftFields =>
  hasNumber && (fields.contact ?? '') === '' ? { ...fields, contact: 'phone' } : fields

export const useCaseWork = (agentId: string, callId: string, hasNumber: boolean): CaseWork => {
  const { t, errorText } = useLanguage()
  const [draft, write] = useDraft(agentId, callId)
  const [decision, refresh] = useDecision(callId, isBlank(draft.fields))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [missing, setMissing] = useState<readonly NamedField[]>([])
  const [editing, setEditing] = useState(false)
  const [personKept, setPersonKept] = useState(false)
  const [turn, setTurn] = useState(0)
  const [uploading, setUploading] = useState(0)
  const latest = useRef(draft.fields)
  latest.current = draft.fields
  const fields = withDefaults(draft.fields, hasNumber)
  const similar = useSimilar(callId, draft.fields)
  const proposed = proposedOf(similar, turn)

  /** Empties what was sent; what was typed meanwhile stays. */
  const clear = (sent: DraftFields): void => {
    const same = Object.entries(sent).filter(([name, value]) => latest.current[name as keyof DraftFields] === value)
    write(emptied(Object.fromEntries(same) as DraftFields))
  }
  const run = async (job: () => Promise<void>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      await job()
    } catch (error) {
      const code = error instanceof ApiError ? error.code : 'unexpected'
      setFailure(code === 'unreachable' ? t('case_not_sent') : errorText(code))
    } finally {
      setBusy(false)
    }
  }
  const say = (wish: OutcomeWish): void =>
    void run(async () => {
      await putOutcome(callId, wish)
      setMissing([])
      setEditing(false)
      await refresh()
    })

  const { requestId = '' } = draft.fields
  const registered = requestId !== '' && decision?.cases.some(each => each.requestId === requestId) === true
  // A page that died between the answer and the emptying left the form of a case that exists.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is seen to be registered
  useEffect(() => {
    if (registered) clear(latest.current)
  }, [registered])

  const decided = decision?.decided ?? null
  const isDone = decided !== null && !editing && (decided.outcome !== 'new_case' || isBlank(draft.fields))
  const edit = (changes: DraftFields): void => {
    // Another name is another person: what is known of the first must not become his.
    const other: DraftFields = 'name' in changes ? { personId: '' } : {}
    setPersonKept(false)
    write({ ...(requestId === '' && { requestId: newRequestId() }), ...other, ...changes })
  }
  return {
    ...{ callId, draft, fields, decision, busy, failure, personKept, similar, proposed, uploading, setUploading, edit },
    missing: missing.filter(name => missingIn(fields).includes(name)),
    view: isDone ? 'done' : 'form',
    nextDuplicate: () => setTurn(now => now + 1),
    take: what => {
      const { class: of, topic, unit } = proposed
      if (what === 'class' && of) edit({ class: of.class })
      if (what === 'topic' && (topic || unit))
        edit({ ...(topic && { topic: topic.id }), ...(unit && { suggestedUnit: unit.id }) })
    },
    register: () => {
      const lacking = missingIn(fields)
      setMissing(lacking)
      // A draft from before there was a form, or one that two pages merged, has no name yet.
      const named = requestId === '' ? newRequestId() : requestId
      const body = newCaseOf({ ...fields, requestId: named })
      if (uploading > 0) return setFailure(t('case_files_going'))
      if (!body) return setFailure(coordinatesOf(fields.coordinates ?? '') === 'wrong' ? t('coordinates_wrong') : null)
      if (requestId === '') write({ requestId: named })
      const sent = { ...draft.fields, requestId: named }
      void run(async () => {
        const { unattached } = await registerCase(callId, body)
        if (unattached !== null) setFailure(t('case_unattached', { why: errorText(unattached) }))
        clear(sent)
        setEditing(false)
        setPersonKept(false)
        await refresh()
      })
    },
    // The draft stays: who attached the call to the wrong case finds what he wrote again.
    followUp: caseNo => say({ outcome: 'follow_up', caseNo, note: noteOf(draft.fields) }),
    noCase: reason => say({ outcome: 'no_case', reason }),
    change: () => say({ outcome: 'undecided' }),
    another: () => setEditing(true),
    takePerson: ({ id, name, place, elder, minor, disabled, contact, note }) => {
      const taken: DraftFields = {
        ...{ personId: id, name, personPlace: place, personNote: note },
        ...(contact !== null && { contact }),
        elder: elder ? '1' : '',
        minor: minor ? '1' : '',
        disabled: disabled ? '1' : '',
        ...((elder || minor || disabled) && { specialNeeds: '1' }),
      }
      write(requestId === '' ? { requestId: newRequestId(), ...taken } : taken)
    },
    keepPerson: () =>
      void run(async () => {
        const { name = '', personPlace = '', personNote = '', contact = '', personId = '' } = draft.fields
        const personIdNow = await putPerson(callId, {
          ...{ id: personId === '' ? null : personId, name: name.trim(), place: personPlace, note: personNote },
          ...{ elder: fields.elder === '1', minor: fields.minor === '1', disabled: fields.disabled === '1' },
          contact: contact === '' ? null : contact,
        })
        write({ personId: personIdNow })
        setPersonKept(true)
      }),
  }
}
