import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { stateTexts } from '../case-life/case-words.ts'
import { formatMoment } from '../case-life/due-words.ts'
import type { Texts } from '../case-life/kept-texts.ts'
import { type CaseDetail, fetchCase, searchCases } from '../cases/case-api.ts'
import { readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'

const askAfterMs = 300

const OneSide = ({ of, title }: { readonly of: CaseDetail['case']; readonly title: string }) => {
  const { t } = useLanguage()
  return (
    <section className="merge-side">
      <h4>
        {title} <span className="digits">{readableNumber(of.caseNo)}</span>
      </h4>
      <p>
        <strong>{of.title ?? t('case_confidential')}</strong>
      </p>
      <p className="cases-text">{of.text}</p>
      <p className="merge-about">
        {of.place} · {t(stateTexts[of.state])} · {formatMoment(of.acceptedAt)} · {of.number ?? '—'}
      </p>
    </section>
  )
}

interface Props {
  readonly of: CaseDetail['case']
  readonly texts: Texts
  onEdit(changes: Texts): void
}

/** Finds the master case by its number or by words, and shows both side by side before they are merged. */
export const MergeForm = ({ of, texts, onEdit }: Props) => {
  const { t, errorText } = useLanguage()
  const id = useId()
  const typed = texts.search ?? ''
  const [asked, setAsked] = useState(typed.trim())
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), askAfterMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, error } = useQuery({
    queryKey: ['case-search', 'open', asked],
    queryFn: () => searchCases(asked, true, null),
    enabled: asked !== '',
    retry: false,
  })
  const masterNo = texts.masterNo ?? ''
  const master = useQuery({
    queryKey: ['case', masterNo],
    queryFn: () => fetchCase(masterNo),
    enabled: masterNo !== '',
    retry: false,
  })
  const found = data?.cases.filter(each => each.caseNo !== of.caseNo) ?? []
  return (
    <>
      <div className="step-text">
        <label htmlFor={id}>{t('merge_search')}</label>
        <Input
          id={id}
          value={typed}
          maxLength={100}
          autoFocus
          autoComplete="off"
          onChange={({ target }) => onEdit({ search: target.value })}
        />
      </div>
      <div role="status">
        {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
        {data && found.length === 0 && <p className="empty">{t('cases_none')}</p>}
      </div>
      <ul className="merge-found">
        {found.map(each => (
          <li key={each.caseNo}>
            <label>
              <input
                type="radio"
                name={`${id}-master`}
                value={each.caseNo}
                checked={each.caseNo === masterNo}
                onChange={() => onEdit({ masterNo: each.caseNo })}
              />
              <span className="digits">{readableNumber(each.caseNo)}</span> {each.title ?? t('case_confidential')}
            </label>
          </li>
        ))}
      </ul>
      {master.data && (
        <div className="merge-both">
          <OneSide of={of} title={t('merge_this')} />
          <OneSide of={master.data.case} title={t('detail_master')} />
        </div>
      )}
    </>
  )
}
