import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { stateTexts } from '../case-life/case-words.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatDay, formatInstant } from '../time/format.ts'
import { searchCases } from './case-api.ts'
import { classTexts, readableNumber } from './case-texts.ts'

interface Props {
  readonly chosen: string | null
  onChoose(caseNo: string): void
}

/** A search over all cases, newest first; Enter searches. */
export const CaseList = ({ chosen, onChoose }: Props) => {
  const { t, errorText } = useLanguage()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState({ q: '', open: false })
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['cases', asked],
    queryFn: ({ pageParam }) => searchCases(asked.q, asked.open, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    retry: false,
  })
  const found = data?.pages.flatMap(page => page.cases) ?? []
  return (
    <section className="cases-list" aria-label={t('cases_title')}>
      <form
        className="cases-search"
        onSubmit={event => {
          event.preventDefault()
          setAsked({ ...asked, q: typed.trim() })
        }}
      >
        <label htmlFor={id}>{t('follow_up_search')}</label>
        <Input
          id={id}
          value={typed}
          maxLength={100}
          autoFocus
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
        />
        <label className="cases-open">
          <input
            type="checkbox"
            checked={asked.open}
            onChange={({ target }) => setAsked({ ...asked, open: target.checked })}
          />
          {t('cases_open_only')}
        </label>
        <Button htmlType="submit" type="primary">
          {t('cases_search')}
        </Button>
      </form>
      <div className="cases-found" aria-busy={isFetching}>
        <div role="status">
          {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
          {data && found.length === 0 && <p className="empty">{t('cases_none')}</p>}
        </div>
        {found.length > 0 && (
          <table className="list">
            <thead>
              <tr>
                <th>{t('column_case_no')}</th>
                <th>{t('case_class')}</th>
                <th>{t('case_title')}</th>
                <th>{t('column_state')}</th>
                <th>{t('case_number_label')}</th>
                <th>{t('case_accepted')}</th>
              </tr>
            </thead>
            <tbody>
              {found.map(each => (
                <tr key={each.caseNo} aria-selected={each.caseNo === chosen}>
                  <td>
                    <button type="button" className="cases-pick digits" onClick={() => onChoose(each.caseNo)}>
                      {readableNumber(each.caseNo)}
                    </button>
                  </td>
                  <td>{t(classTexts[each.class])}</td>
                  <td className="cases-title">{each.title ?? t('case_confidential')}</td>
                  <td>{t(stateTexts[each.state])}</td>
                  <td className="digits">{each.number ?? '—'}</td>
                  <td className="digits">
                    {formatDay(each.acceptedAt)} {formatInstant(each.acceptedAt, each.acceptedAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {hasNextPage && (
          <Button onClick={() => void fetchNextPage()} loading={isFetching}>
            {t('cases_more')}
          </Button>
        )}
      </div>
    </section>
  )
}
