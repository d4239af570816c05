import { Input } from 'antd'
import { useId } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { longestDraft } from './draft-api.ts'
import type { DraftState } from './draft-keeper.ts'
import { useDraft } from './use-draft.ts'

const statusText: Readonly<Record<DraftState['status'], TextKey>> = {
  loading: 'draft_loading',
  saved: 'draft_saved',
  pending: 'draft_pending',
  unsaved: 'draft_unsaved',
  too_long: 'draft_too_long',
}

const Field = ({ state, onText }: { readonly state: DraftState | null; onText(text: string): void }) => {
  const { t } = useLanguage()
  const id = useId()
  const status = state === null || (state.text === '' && state.status === 'saved') ? null : state.status
  return (
    <section className="note">
      <div className="note-head">
        <h2>
          <label htmlFor={id}>{t('draft')}</label>
        </h2>
        <span className="note-status" data-status={status} role="status">
          {status && t(statusText[status], { most: longestDraft })}
        </span>
      </div>
      <Input.TextArea
        id={id}
        className="note-text"
        value={state?.text ?? ''}
        disabled={state === null}
        maxLength={longestDraft}
        placeholder={t(state === null ? 'draft_after_answer' : 'draft_hint')}
        onChange={({ target }) => onText(target.value)}
      />
    </section>
  )
}

/** What the agent writes during the talk and its wrap-up. */
export const NoteField = ({ agentId, callId }: { readonly agentId: string; readonly callId: string }) => {
  const [state, edit] = useDraft(agentId, callId)
  return <Field state={state} onText={edit} />
}

/** Its place while the call rings. */
export const NotePlace = () => <Field state={null} onText={() => {}} />
