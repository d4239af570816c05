import '../case-life/office-words.ts'
import '../case-life/case-life.css'
import './office.css'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { keptTexts } from '../case-life/kept-texts.ts'
import type { CaseDetail } from '../cases/case-api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { useSession, useSignOut } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { CaseSearch } from './case-search.tsx'
import { CaseWork } from './case-work.tsx'
import type { QueueName } from './office-api.ts'
import { officeKeyOf, officePressOf } from './office-keys.ts'
import { QueueList } from './queue-list.tsx'
import { queuesOf } from './queues.ts'
import { nextAfter, stepFrom } from './steady-list.ts'
import { type Step, stepOfKey, stepsOf } from './steps.ts'
import { useKeysOn } from './use-keys-on.ts'
import { useOfficePlace } from './use-place.ts'
import { useQueueCounts, useWork } from './use-work.ts'
import { WorkList } from './work-list.tsx'

const byDue: readonly (QueueName | null)[] = ['overdue', 'near_due', 'supervised']

/** Where cases are reviewed, dispatched, ruled upon, visited and. */
export const OfficePage = () => {
  const { t } = useLanguage()
  const { data: session } = useSession()
  const signOut = useSignOut()
  const queries = useQueryClient()
  const role = session?.role ?? 'reviewer'
  const names = useMemo(() => queuesOf(role), [role])
  const [place, setPlace] = useOfficePlace(names[0] ?? 'review')
  const kept = useMemo(() => keptTexts(session?.name ?? '', localStorage, Date.now), [session?.name])
  const counts = useQueueCounts()
  const work = useWork(place.queue)
  const [searched, setSearched] = useState('')
  const [keysOn, setKeysOn] = useKeysOn()
  // the server's clock, whatever this computer believes
  const now = counts.data?.now ?? Date.now()
  const search = useRef<HTMLDivElement>(null)
  const { rows } = work
  const { caseNo } = place
  const first = rows.find(({ gone }) => !gone)?.row.caseNo ?? null
  useEffect(() => {
    if (caseNo === null && first !== null) setPlace(before => ({ ...before, caseNo: first }))
  }, [caseNo, first, setPlace])

  useEffect(() => {
    document.title = `${t('product')} · ${t('office_title')}`
  }, [t])

  const openQueue = (queue: QueueName) => {
    setSearched('')
    setPlace({ queue, caseNo: null, step: null })
  }
  const openCase = (of: string | null) => setPlace({ ...place, caseNo: of, step: null })
  const done = (step: Step) => {
    void counts.refetch()
    void work.refetch()
    const next = step.stays || place.queue === null ? caseNo : nextAfter(rows, caseNo)
    setPlace({ ...place, caseNo: next ?? caseNo, step: null })
  }

  const press = useRef<(event: KeyboardEvent) => void>(() => {})
  press.current = event => {
    const asked = officeKeyOf(officePressOf(event), keysOn)
    if (!asked) return
    const may = caseNo === null ? [] : (queries.getQueryData<CaseDetail>(['case', caseNo])?.may ?? [])
    const button = (step: Step | null | undefined) =>
      step && document.querySelector<HTMLButtonElement>(`[data-step="${step.event}"]`)
    switch (asked.does) {
      case 'back':
        if (place.step !== null) setPlace({ ...place, step: null })
        else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        return
      case 'case':
        event.preventDefault()
        return openCase(stepFrom(rows, caseNo, asked.by))
      case 'queue': {
        event.preventDefault()
        const at = place.queue === null ? -1 : names.indexOf(place.queue)
        const next = names[Math.min(names.length - 1, Math.max(0, at + asked.by))]
        return next && openQueue(next)
      }
      case 'search':
        event.preventDefault()
        return search.current?.querySelector('input')?.focus()
      case 'first':
        return button(stepsOf(may)[0])?.click()
      case 'step': {
        const step = stepOfKey(may, asked.letter)
        if (step) event.preventDefault()
        return button(step)?.click()
      }
    }
  }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])

  return (
    <main className="office">
      <PageHeader title="office_title" live={false}>
        <label className="office-keys">
          <input type="checkbox" checked={keysOn} onChange={({ target }) => setKeysOn(target.checked)} />
          {t('office_keys')}
        </label>
        <span>{session?.displayName}</span>
        <PageLinks />
        {role === 'shift_leader' && (
          <Button size="small" onClick={() => navigate('/wall')}>
            {t('to_wall')}
          </Button>
        )}
        <Button size="small" onClick={() => signOut.mutate()}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <div className="office-main">
        <div className="office-left">
          <div ref={search} className="office-search">
            <Input
              aria-label={t('follow_up_search')}
              placeholder={keysOn ? `${t('follow_up_search')} /` : t('follow_up_search')}
              value={searched}
              maxLength={100}
              autoComplete="off"
              onChange={({ target }) => setSearched(target.value)}
            />
          </div>
          <QueueList names={names} counts={counts.data} chosen={place.queue} onChoose={openQueue} />
        </div>
        {searched.trim() === '' ? (
          <WorkList
            rows={rows}
            chosen={caseNo}
            outOfOrder={work.outOfOrder}
            now={now}
            byDue={byDue.includes(place.queue)}
            onChoose={openCase}
            onSort={work.sort}
          />
        ) : (
          <CaseSearch
            typed={searched}
            now={now}
            chosen={caseNo}
            onChoose={of => setPlace({ queue: place.queue, caseNo: of, step: null })}
          />
        )}
        <section className="office-detail" aria-label={t('office_case')}>
          {caseNo === null ? (
            <p className="empty">{t('office_empty')}</p>
          ) : (
            <CaseWork
              key={caseNo}
              caseNo={caseNo}
              open={place.step}
              kept={kept}
              now={now}
              keysOn={keysOn}
              onStep={step => setPlace({ ...place, caseNo, step })}
              onDone={done}
              onOpen={openCase}
            />
          )}
        </section>
      </div>
    </main>
  )
}
