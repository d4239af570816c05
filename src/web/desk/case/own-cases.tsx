import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { fetchOwnCases } from '../../cases/case-api.ts'
import { readableNumber } from '../../cases/case-texts.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { formatInstant } from '../../time/format.ts'
import { useNow } from '../../time/use-now.ts'
import { DeskKnowledge } from '../knowledge/desk-knowledge.tsx'
import { CaseReading } from './case-reading.tsx'

const shown = 6
const askEveryMs = 60_000

/** Cases that this agent took and that wait for him again: the reviewer asks back, or an answer is awaited. */
export const OwnCases = ({ onRead }: { onRead(caseNo: string): void }) => {
  const { t } = useLanguage()
  const now = useNow()
  const { data = [] } = useQuery({
    queryKey: ['own-cases'],
    queryFn: fetchOwnCases,
    refetchInterval: askEveryMs,
    retry: false,
  })
  if (data.length === 0) return null
  return (
    <section className="undecided own-cases">
      <h3>{t('own_cases')}</h3>
      <ul>
        {data.slice(0, shown).map(({ caseNo, title, deadline }) => (
          <li key={caseNo}>
            <span className="digits">{readableNumber(caseNo)}</span>
            <span>{title}</span>
            <span className="digits">{deadline !== null && t('until', { due: formatInstant(deadline, now) })}</span>
            <Button size="small" onClick={() => onRead(caseNo)}>
              {t('own_case_open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One of them in full, with what may be done. */
export const OwnCaseDesk = ({ caseNo, onBack }: { readonly caseNo: string; onBack(): void }) => {
  const { t } = useLanguage()
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onBack()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [onBack])
  return (
    <div className="call">
      <section className="caller caller-past" aria-label={t('own_cases')}>
        <p>{t('own_cases_hint')}</p>
        <Button onClick={onBack}>{t('back_to_list')}</Button>
      </section>
      <CaseReading caseNo={caseNo} onBack={onBack} />
      <DeskKnowledge work={null} />
    </div>
  )
}
