import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { searchCases } from '../cases/case-api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { WorkList } from './work-list.tsx'

const askAfterMs = 300

interface Props {
  readonly typed: string
  readonly chosen: string | null
  readonly now: number
  onChoose(caseNo: string): void
}

/** Cases in any state by number or words, in the place of the list. */
export const CaseSearch = ({ typed, chosen, now, onChoose }: Props) => {
  const { t, errorText } = useLanguage()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), askAfterMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, error } = useQuery({
    queryKey: ['case-search', 'all', asked],
    queryFn: () => searchCases(asked, false, null),
    enabled: asked !== '',
    retry: false,
  })
  if (error)
    return <p className="office-list empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>
  if (data && data.cases.length === 0) return <p className="office-list empty">{t('cases_none')}</p>
  return (
    <WorkList
      rows={(data?.cases ?? []).map(row => ({ row, gone: false }))}
      chosen={chosen}
      outOfOrder={false}
      now={now}
      byDue
      onChoose={onChoose}
      onSort={() => {}}
    />
  )
}
