import '../case-life/office-words.ts'
import '../case-life/case-life.css'
import './case-detail.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { CaseDispatches } from '../case-life/case-dispatches.tsx'
import { CaseFacts, CaseMarks } from '../case-life/case-facts.tsx'
import { CaseHistory } from '../case-life/case-history.tsx'
import { stepTexts } from '../case-life/case-words.ts'
import { IdentityButton } from '../case-life/identity.tsx'
import { tellPrint } from '../case-life/identity-api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { KeyCap } from '../shared/key-cap.tsx'
import { Watermark } from '../shared/watermark.tsx'
import { type AddedStep, addToCase, type CaseDetail, fetchCase } from './case-api.ts'
import { CaseAttachments } from './case-attachments.tsx'
import { CaseChats } from './case-chats.tsx'
import { readableNumber } from './case-texts.ts'
import { useCaseKeys } from './use-case-keys.ts'

/** Comes when a case is read with which something may be done. */
const CaseSteps = lazy(() => import('./case-steps.tsx').then(part => ({ default: part.CaseSteps })))

/** What may be added to a case while it is read to the citizen: an urging with one key, or words with another. */
const Additions = ({ found }: { readonly found: CaseDetail }) => {
  const { t, errorText } = useLanguage()
  const queries = useQueryClient()
  const [text, setText] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [word, setWord] = useState<string | null>(null)
  const { caseNo } = found.case
  const may = (event: AddedStep['event']) => found.may.includes(event)
  const add = async (step: AddedStep): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      await addToCase(caseNo, step)
      setWord(t(step.event === 'urge' ? 'case_urged' : 'case_supplemented'))
      setText(null)
      await queries.invalidateQueries({ queryKey: ['case', caseNo] })
    } catch (failure) {
      setWord(errorText(failure instanceof ApiError ? failure.code : 'unexpected'))
    } finally {
      setBusy(false)
    }
  }
  const urge = () => void add({ event: 'urge', note: '' })
  const open = () => setText(text ?? '')
  useCaseKeys({ urge: may('urge') ? urge : null, supplement: may('supplement') ? open : null })
  if (!may('urge') && !may('supplement')) return null
  return (
    <div className="case-additions">
      {may('urge') && (
        <Button size="small" loading={busy} onClick={urge}>
          {t(stepTexts.urge)}
          <KeyCap name="Alt 8" />
        </Button>
      )}
      {may('supplement') && (
        <Button size="small" onClick={open}>
          {t(stepTexts.supplement)}
          <KeyCap name="Alt 7" />
        </Button>
      )}
      <span role="status">{word}</span>
      {text !== null && (
        <form
          className="case-supplement"
          onSubmit={event => {
            event.preventDefault()
            if (text.trim() !== '') void add({ event: 'supplement', text, attachments: [] })
          }}
        >
          <textarea
            aria-label={t(stepTexts.supplement)}
            rows={3}
            maxLength={8_000}
            value={text}
            // it was asked for by a key
            // biome-ignore lint/a11y/noAutofocus: the reader has just opened it
            autoFocus
            onChange={({ target }) => setText(target.value)}
          />
          <Button size="small" type="primary" htmlType="submit" disabled={text.trim() === ''}>
            {t(stepTexts.supplement)}
          </Button>
        </form>
      )}
    </div>
  )
}

const Detail = ({ found }: { readonly found: CaseDetail }) => {
  const { case: of } = found
  if (!of.confidential || of.hidden) return <Content found={found} />
  return (
    <Watermark onPrint={() => tellPrint(of.caseNo)}>
      <Content found={found} />
    </Watermark>
  )
}

const Content = ({ found }: { readonly found: CaseDetail }) => {
  const { t } = useLanguage()
  const { case: of, calls, dispatches, history } = found
  const notes = calls.filter(({ note }) => note !== null && note !== '')
  return (
    <>
      <p className="cases-number digits">{readableNumber(of.caseNo)}</p>
      <CaseMarks of={of} />
      <h2 className="cases-detail-title">{of.title ?? t('case_confidential')}</h2>
      <Additions found={found} />
      {found.may.length > 0 && (
        <Suspense fallback={null}>
          <CaseSteps found={found} />
        </Suspense>
      )}
      {of.text !== null && <p className="cases-text">{of.text}</p>}
      {of.answer !== null && of.answer !== '' && (
        <>
          <h3>{t('case_answer')}</h3>
          <p className="cases-text">{of.answer}</p>
        </>
      )}
      <CaseAttachments caseNo={of.caseNo} />
      <CaseFacts of={of} />
      {found.mayReveal && <IdentityButton caseNo={of.caseNo} />}
      {dispatches.length > 0 && (
        <>
          <h3>{t('case_dispatches')}</h3>
          <div className="case-wide">
            <CaseDispatches of={dispatches} now={Date.now()} />
          </div>
        </>
      )}
      {history.length > 0 && <h3>{t('case_history')}</h3>}
      <CaseHistory rows={history} />
      <CaseChats caseNo={of.caseNo} calls={calls} />
      {notes.map(({ callId, note }) => (
        <p key={callId} className="cases-text cases-note">
          {note}
        </p>
      ))}
    </>
  )
}

/** One case, as far as the reader may see it. */
export const CaseDetailPanel = ({ caseNo }: { readonly caseNo: string | null }) => {
  const { t, errorText } = useLanguage()
  const { data, error } = useQuery({
    queryKey: ['case', caseNo],
    queryFn: () => fetchCase(caseNo ?? ''),
    enabled: caseNo !== null,
    retry: false,
  })
  return (
    <section className="cases-detail" aria-live="polite">
      {caseNo === null && <p className="empty">{t('cases_choose')}</p>}
      {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
      {data && <Detail key={data.case.caseNo} found={data} />}
    </section>
  )
}
