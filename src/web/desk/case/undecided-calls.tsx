import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { fetchUndecided, type Undecided } from '../../cases/case-api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { formatInstant } from '../../time/format.ts'
import { useNow } from '../../time/use-now.ts'
import { DeskKnowledge } from '../knowledge/desk-knowledge.tsx'
import { CasePanel } from './case-panel.tsx'
import { useCaseWork } from './use-case-work.ts'
import { undecidedKey } from './use-decision.ts'

const shown = 6

/** The agent's calls without an outcome; asked for when the page begins and each time he is `free`, since a call ends before that. */
export const useUndecided = (free: string | null): Undecided | null => {
  const last = useRef('begin')
  if (free !== null) last.current = free
  const { data = null } = useQuery({
    queryKey: [...undecidedKey, last.current],
    queryFn: fetchUndecided,
    retry: false,
    placeholderData: before => before,
  })
  return data
}

export type UndecidedCall = Undecided['calls'][number]

interface ListProps {
  readonly calls: readonly UndecidedCall[]
  onOpen(call: UndecidedCall): void
}

/** Calls that came to nothing yet, each with the way to its form. */
export const UndecidedList = ({ calls, onOpen }: ListProps) => {
  const { t } = useLanguage()
  const now = useNow()
  if (calls.length === 0) return null
  return (
    <section className="undecided">
      <h3>{t('undecided')}</h3>
      <ul>
        {calls.slice(0, shown).map(call => (
          <li key={call.callId}>
            <span className="digits">{formatInstant(call.arrivedAt, now)}</span>
            <span className="digits">
              {call.withheld ? t('number_withheld') : (call.number ?? t('number_unknown'))}
            </span>
            <span>{call.hasDraft && t('undecided_draft')}</span>
            <Button size="small" onClick={() => onOpen(call)}>
              {t('undecided_open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OpenProps {
  readonly call: UndecidedCall
  readonly agentId: string
  onBack(): void
}

/** The form of a call that is over. */
export const UndecidedDesk = ({ call, agentId, onBack }: OpenProps) => {
  const { t } = useLanguage()
  const now = useNow()
  const [reading, setReading] = useState<string | null>(null)
  const work = useCaseWork(agentId, call.callId, call.number !== null)
  return (
    <div className="call">
      <section className="caller caller-past" aria-label={t('caller')}>
        <div className="caller-number">
          {call.withheld ? t('number_withheld') : (call.number ?? t('number_unknown'))}
        </div>
        <p>
          {t('arrived')} <span className="digits">{formatInstant(call.arrivedAt, now)}</span>
        </p>
        <Button onClick={onBack}>{t('back_to_list')}</Button>
      </section>
      <CasePanel work={work} openCases={[]} reading={reading} onRead={setReading} autoFocus />
      <DeskKnowledge work={work} />
    </div>
  )
}
