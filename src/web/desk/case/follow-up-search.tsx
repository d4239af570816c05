import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { searchCases } from '../../cases/case-api.ts'
import { CaseLineText } from '../../cases/case-line.tsx'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'

const askAfterMs = 300

interface Props {
  readonly typed: string
  onType(typed: string): void
  onRead(caseNo: string): void
  onTake(caseNo: string): void
  onBack(): void
}

/** Finds the case that the caller speaks of: by its number, a phone number, or words. */
export const FollowUpSearch = ({ typed, onType, onRead, onTake, onBack }: Props) => {
  const { t, errorText } = useLanguage()
  const id = useId()
  const [asked, setAsked] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), askAfterMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, error } = useQuery({
    queryKey: ['case-search', asked],
    queryFn: () => searchCases(asked, false, null),
    enabled: asked !== '',
    retry: false,
  })
  const found = data?.cases ?? []
  return (
    <div className="case-search">
      <div className="case-search-head">
        <label htmlFor={id}>{t('follow_up_search')}</label>
        <Input
          id={id}
          value={typed}
          autoFocus
          autoComplete="off"
          maxLength={100}
          onChange={({ target }) => onType(target.value)}
        />
        <Button type="text" onClick={onBack}>
          {t('back')}
          <KeyCap name="Esc" />
        </Button>
      </div>
      <div role="status">
        {error && <p className="empty">{errorText('code' in error ? String(error.code) : 'unexpected')}</p>}
        {data && found.length === 0 && <p className="empty">{t('cases_none')}</p>}
      </div>
      <ul className="matters">
        {found.map(each => (
          <li key={each.caseNo} className="matter">
            <CaseLineText of={each} onRead={onRead} />
            <Button size="small" onClick={() => onTake(each.caseNo)}>
              {t('follow_up_take')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
