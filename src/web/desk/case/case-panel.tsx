import './case.css'
import { useLayoutEffect, useRef, useState } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import { CaseDone } from './case-done.tsx'
import { CaseForm, DraftStatus } from './case-form.tsx'
import { caseKeyOf, casePressOf, choiceOf } from './case-keys.ts'
import { CaseReading } from './case-reading.tsx'
import { FollowUpSearch } from './follow-up-search.tsx'
import { NoCaseChooser, noCaseTexts } from './no-case-chooser.tsx'
import type { CaseWork, NoCaseReason } from './use-case-work.ts'

interface Props {
  readonly work: CaseWork
  /** Case numbers of the caller's open cases, in the order of their keys. */
  readonly openCases: readonly string[]
  /** The case that is read in the place of the form; null: none. */
  readonly reading: string | null
  onRead(caseNo: string | null): void
  readonly autoFocus?: boolean
}

/** What an agent makes of a call: a new case, a follow-up, or none and why. */
export const CasePanel = ({ work, openCases, reading, onRead, autoFocus = false }: Props) => {
  const { t } = useLanguage()
  const [asking, setAsking] = useState<'search' | 'none' | null>(null)
  const [typed, setTyped] = useState('')
  const wrote = useRef<HTMLElement | null>(null)
  const isForm = work.view === 'form'
  const question = isForm ? asking : null

  const ask = (what: 'search' | 'none'): void => {
    // The digit that chooses must not land in the text that is being written.
    wrote.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    wrote.current?.blur()
    setAsking(what)
  }
  const stop = (): void => setAsking(null)
  const take = (caseNo: string): void => {
    stop()
    onRead(null)
    work.followUp(caseNo)
  }

  const choose = (reason: NoCaseReason): void => {
    stop()
    work.noCase(reason)
  }

  // Before the paint: a key never acts on what is no longer shown.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const press = casePressOf(event)
      if (reading !== null) return press.key === 'Escape' ? onRead(null) : undefined
      if (question !== null) {
        const chosen = choiceOf(press, question === 'none' ? noCaseTexts.length : 0)
        if (chosen === null) return /^F\d+$/.test(press.key) ? stop() : undefined
        event.preventDefault()
        const reason = chosen === 'back' ? undefined : noCaseTexts[chosen - 1]?.[0]
        return reason ? choose(reason) : stop()
      }
      const key = isForm ? caseKeyOf(press) : null
      if (!key) return
      event.preventDefault()
      if (work.busy) return
      if (key.does === 'register') return work.register()
      if (key.does === 'take_class') return work.take('class')
      if (key.does === 'take_topic') return work.take('topic')
      if (key.does === 'take_follow_up') {
        const { duplicate } = work.proposed
        return duplicate?.as === 'follow_up' ? take(duplicate.caseNo) : undefined
      }
      if (key.does !== 'open') return ask(key.does)
      const caseNo = openCases[key.nth - 1]
      if (caseNo !== undefined) take(caseNo)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  if (reading !== null)
    return <CaseReading caseNo={reading} onTake={isForm ? take : undefined} onBack={() => onRead(null)} />
  return (
    <section className="case" aria-label={t('case_form')}>
      <div className="note-head">
        <h2>{t('case_form')}</h2>
        <DraftStatus draft={work.draft} />
      </div>
      {!isForm && <CaseDone work={work} />}
      {question === 'search' && (
        <FollowUpSearch typed={typed} onType={setTyped} onRead={onRead} onTake={take} onBack={stop} />
      )}
      {question === 'none' && <NoCaseChooser onChoose={choose} onBack={stop} />}
      {isForm && question === null && (
        <CaseForm
          work={work}
          autoFocus={autoFocus}
          onRead={onRead}
          onSearch={() => ask('search')}
          onNone={() => ask('none')}
        />
      )}
    </section>
  )
}

/** Its place while the call rings. */
export const CasePlace = () => {
  const { t } = useLanguage()
  return (
    <section className="case case-waits" aria-label={t('case_form')}>
      <p>{t('case_after_answer')}</p>
    </section>
  )
}
