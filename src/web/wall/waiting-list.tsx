import './waiting-list.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { WaitingView, WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { waitLevel } from './wait-level.ts'
import { fetchWaitingNumbers, type WaitingNumber } from './waiting-api.ts'

const askEveryMs = 2_000

interface WaiterProps {
  readonly place: number
  readonly waiter: WaitingView
  readonly queue: string
  /** Who rings for him; null: nobody. */
  readonly agent: string | null
  /** Left out while numbers are not asked for; null: not known (yet). */
  readonly number?: WaitingNumber | null
}

const Waiter = ({ place, waiter, queue, agent, number }: WaiterProps) => {
  const { t, name } = useLanguage()
  const now = useNow()
  const wait = Math.max(0, now - waiter.since)
  return (
    <li className="waiter" data-level={waitLevel(wait)} data-next={waiter.ahead === 0}>
      <span className="waiter-place">{place}</span>
      <span className="waiter-wait">{formatDuration(wait)}</span>
      <span className="waiter-queue">
        {queue}
        {waiter.rung > 0 && <em> · {t('rung', { rung: waiter.rung })}</em>}
      </span>
      {agent !== null && (
        <span className="waiter-agent">
          {name(waiter.why)} · {agent}
        </span>
      )}
      {number !== undefined && (
        <span className="waiter-number digits">
          {number?.withheld ? t('number_withheld') : (number?.number ?? '—')}
        </span>
      )}
      {agent === null && <span className="waiter-why">{name(waiter.why)}</span>}
    </li>
  )
}

/** Who waits, in the order of the line, and why each still does. Numbers are shown only while the shift leader asks for them. */
export const WaitingList = ({ wall: { waiting, queues, agents } }: { readonly wall: WallState }) => {
  const { t, name } = useLanguage()
  const [asked, setAsked] = useState(false)
  const { data: numbers } = useQuery({
    queryKey: ['waiting-numbers'],
    queryFn: fetchWaitingNumbers,
    enabled: asked && waiting.first.length > 0,
    refetchInterval: askEveryMs,
    retry: false,
    gcTime: 0,
  })
  const queueNames = new Map(queues.map(queue => [queue.id, name(queue.name)]))
  const agentNames = new Map(agents.map(agent => [agent.id, agent.name]))
  return (
    <section className="waiting">
      <div className="panel-head">
        <h2>{t('waiting_list')}</h2>
        <strong>{waiting.first.length + waiting.more}</strong>
        {waiting.first.length > 0 && (
          <Button size="small" aria-pressed={asked} onClick={() => setAsked(!asked)}>
            {t(asked ? 'numbers_hide' : 'numbers_show')}
          </Button>
        )}
      </div>
      {waiting.first.length === 0 ? (
        <p className="empty">{t('nobody_waits')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        <ol className="waiters" tabIndex={0} aria-label={t('waiting_list')}>
          {waiting.first.map((waiter, index) => (
            <Waiter
              key={waiter.callId}
              place={index + 1}
              waiter={waiter}
              queue={queueNames.get(waiter.queueId) ?? waiter.queueId}
              agent={waiter.agentId === null ? null : (agentNames.get(waiter.agentId) ?? waiter.agentId)}
              {...(asked ? { number: numbers?.get(waiter.callId) ?? null } : {})}
            />
          ))}
          {waiting.more > 0 && <li className="waiters-more">{t('waiting_more', { count: waiting.more })}</li>}
        </ol>
      )}
    </section>
  )
}
