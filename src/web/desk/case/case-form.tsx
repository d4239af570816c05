import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { TopicChooser } from '../../case-life/topic-chooser.tsx'
import { classTexts, contactTexts, readableNumber } from '../../cases/case-texts.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'
import type { TextKey } from '../../texts.ts'
import { longest, tooLong } from '../draft/draft-fields.ts'
import type { DraftState } from '../draft/draft-keeper.ts'
import { fieldTexts, isConfidential } from './case-fields.ts'
import { FormFiles } from './form-files.tsx'
import { ChoiceField, ChoiceFlag, FlagField, LineField, ParagraphField, SelectField } from './form-parts.tsx'
import { KeepPerson } from './keep-person.tsx'
import { Proposals } from './proposals.tsx'
import type { CaseWork } from './use-case-work.ts'

const statusText: Readonly<Record<DraftState['status'], TextKey>> = {
  loading: 'draft_loading',
  saved: 'draft_saved',
  pending: 'draft_pending',
  unsaved: 'draft_unsaved',
  too_long: 'case_too_long',
}

/** Whether what was written is safe, and for now where. */
export const DraftStatus = ({ draft: { fields, status } }: { readonly draft: DraftState }) => {
  const { t } = useLanguage()
  const shown = Object.keys(fields).length === 0 && status === 'saved' ? null : status
  const long = tooLong(fields)
  return (
    <span className="note-status" data-status={shown} role="status">
      {shown && t(statusText[shown], { most: long === null ? 0 : (longest[long] ?? 0) })}
    </span>
  )
}

interface Props {
  readonly work: CaseWork
  readonly autoFocus: boolean
  onRead(caseNo: string): void
  onSearch(): void
  onNone(): void
}

const classes = Object.entries(classTexts)
const contacts = Object.entries(contactTexts)

/** The form of a case: filled while talking, saved by itself. */
export const CaseForm = ({ work, autoFocus, onRead, onSearch, onNone }: Props) => {
  const { t } = useLanguage()
  const { fields, missing, failure, decision } = work
  const form = useRef<HTMLDivElement>(null)
  const first = missing[0]
  useEffect(() => {
    if (first === undefined) return
    const field = form.current?.querySelector<HTMLElement>(`[data-field=${first}]`)
    const within = field?.matches('fieldset') ? field.querySelector<HTMLElement>('input') : field
    within?.focus()
  }, [first])
  const answered = (fields.answer ?? '').trim() !== ''
  const awaits = fields.awaitsAnswer === '1' && !answered
  const made = decision?.cases.filter(each => each.as === 'origin') ?? []
  return (
    <div className="case-form" ref={form}>
      <ChoiceField work={work} name="class" label="case_class" options={classes} />
      <div className="case-row case-row-title">
        <LineField work={work} name="title" label="case_title" hint="case_title_hint" />
        <div className="case-field">
          <TopicChooser topic={work.fields.topic ?? ''} label="case_topic" onChange={topic => work.edit({ topic })} />
        </div>
      </div>
      <ParagraphField work={work} name="text" label="case_text" hint="case_text_hint" autoFocus={autoFocus} />
      <Proposals work={work} onRead={onRead} />
      <div className="case-row case-row-place">
        <LineField work={work} name="place" label="case_place" hint="case_place_hint" />
        <LineField work={work} name="coordinates" label="case_coordinates" hint="coordinates_hint" />
      </div>
      <div className="case-row case-row-confirm">
        <LineField work={work} name="name" label="case_name" />
        <SelectField work={work} name="contact" label="case_contact" options={contacts} />
        <KeepPerson work={work} />
      </div>
      <div className="case-row">
        <LineField work={work} name="personPlace" label="person_place" />
        <LineField work={work} name="personNote" label="person_note" />
      </div>
      <fieldset className="case-field case-flags">
        <legend className="unseen">{t('case_flags')}</legend>
        <span className="case-label" aria-hidden="true">
          {t('case_flags')}
        </span>
        <div className="case-options">
          <FlagField work={work} name="urgent" label="flag_urgent" />
          <FlagField work={work} name="confidential" label="flag_confidential" checked={isConfidential(fields)} />
          <FlagField work={work} name="anonymous" label="flag_anonymous" />
          <FlagField work={work} name="enterprise" label="flag_enterprise" />
          <FlagField work={work} name="specialNeeds" label="flag_special_needs" />
          <ChoiceFlag work={work} name="danger" value="life" label="flag_danger_life" />
          <ChoiceFlag work={work} name="danger" value="supply" label="flag_danger_supply" />
          <span className="case-break" />
          <FlagField work={work} name="elder" label="tag_elder" />
          <FlagField work={work} name="minor" label="tag_minor" />
          <FlagField work={work} name="disabled" label="tag_disabled" />
        </div>
      </fieldset>
      <div className="case-row-answer">
        <ParagraphField work={work} name="answer" label="case_answer" hint="case_answer_hint" />
        <div className="case-ways">
          <FlagField work={work} name="awaitsAnswer" label="case_awaits_answer" checked={awaits} disabled={answered} />
          <FormFiles work={work} />
        </div>
      </div>
      <div className="case-foot">
        <p className="case-word" role="status" data-failed={failure !== null}>
          {failure ??
            (missing.length > 0
              ? t('case_missing', { fields: missing.map(name => t(fieldTexts[name])).join(' · ') })
              : made.length > 0 &&
                t('outcome_also', { cases: made.map(({ caseNo }) => readableNumber(caseNo)).join(' ') }))}
        </p>
        <Button onClick={onNone} disabled={work.busy} aria-keyshortcuts="Alt+0">
          {t('case_none')}
          <KeyCap name="Alt 0" />
        </Button>
        <Button onClick={onSearch} disabled={work.busy} aria-keyshortcuts="Alt+9">
          {t('case_follow_up')}
          <KeyCap name="Alt 9" />
        </Button>
        <Button type="primary" onClick={work.register} loading={work.busy} aria-keyshortcuts="Control+Enter">
          {t(answered ? 'case_register_answered' : awaits ? 'case_register_awaits' : 'case_register')}
          <KeyCap name="Ctrl ↵" />
        </Button>
      </div>
    </div>
  )
}
