import './unit-case.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { Steps } from '../steps/steps.tsx'
import { fetchUnitCase, type UnitCaseDetail } from '../unit-api.ts'
import { chooseCase } from '../use-chosen-case.ts'
import { useKeptTexts } from '../use-kept-fields.ts'
import { CaseAbout } from './case-about.tsx'
import { CaseClockPanel } from './case-clock-panel.tsx'
import { CaseHistory, HistoryList } from './case-history.tsx'

const askEveryMs = 8_000

/** What the reader has before his eyes: a version, and how much of its history. */
interface Seen {
  readonly version: number
  readonly entries: number
}

const seenOf = ({ version, history }: UnitCaseDetail): Seen => ({ version, entries: history.length })

/** One case in full, and the steps that may be taken with it. What others do meanwhile is shown before one's own next step counts on it. */
export const UnitCase = ({ caseNo }: { readonly caseNo: string }) => {
  const { t, errorText } = useLanguage()
  const kept = useKeptTexts()
  const top = useRef<HTMLElement>(null)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [ownVersion, setOwnVersion] = useState(0)
  const { data, error, refetch } = useQuery({
    queryKey: ['unit', 'case', caseNo],
    queryFn: () => fetchUnitCase(caseNo),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
    gcTime: 0,
    retry: false,
  })
  useEffect(() => {
    // the first sight of it, and what one has just done oneself, need not be pointed out
    if (data && (seen === null || (data.version > seen.version && data.version <= ownVersion))) setSeen(seenOf(data))
  }, [data, seen, ownVersion])
  useEffect(() => void top.current?.scrollIntoView({ block: 'nearest' }), [])
  const changes = data && seen ? data.history.slice(seen.entries) : []
  const changed = data !== undefined && seen !== null && data.version > seen.version && data.version > ownVersion
  const gone = error instanceof ApiError && error.code === 'case_unknown'
  return (
    <article className="unit-case" ref={top}>
      <Button className="unit-back" onClick={() => chooseCase(null)}>
        {t('unit_back')}
      </Button>
      <div aria-live="polite">
        {error && !gone && (
          <p className="unit-alert">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>
        )}
        {gone && <p className="unit-alert">{kept.has(caseNo) ? t('unit_gone') : errorText('case_unknown')}</p>}
        {changed && (
          <section className="unit-changed">
            <p>{t('unit_changed')}</p>
            <HistoryList entries={changes} />
            <Button type="primary" onClick={() => setSeen(seenOf(data))}>
              {t('unit_changed_seen')}
            </Button>
          </section>
        )}
      </div>
      {data && seen && (
        <>
          <CaseAbout found={data} />
          <CaseClockPanel of={data.case} version={data.version} />
          <Steps
            found={data}
            // between what he saw and what he did himself nothing has happened, else it had been refused
            seen={Math.max(seen.version, ownVersion)}
            onDone={version => {
              setOwnVersion(version)
              void refetch()
            }}
            onChanged={() => void refetch()}
          />
          <CaseHistory found={data} />
        </>
      )}
    </article>
  )
}
