import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ListedCase } from '../cases/case-api.ts'
import { fetchQueue, fetchQueueCounts, type QueueName } from './office-api.ts'
import { isOutOfOrder, type SteadyRow, steadyList } from './steady-list.ts'

const refreshMs = 10_000
/** As many as a list holds at most: then there may be more. */
const whole = 100

interface Shown {
  readonly queue: QueueName | null
  readonly rows: readonly SteadyRow<ListedCase>[]
}
const none: readonly ListedCase[] = []
const inOrder = (fresh: readonly ListedCase[]) => fresh.map(row => ({ row, gone: false }))

/** How many cases wait in each list. */
export const useQueueCounts = () =>
  useQuery({ queryKey: ['office-queues'], queryFn: fetchQueueCounts, refetchInterval: refreshMs, retry: false })

/** The cases of a list, refreshed in place; `sort` puts them in order. */
export const useWork = (queue: QueueName | null) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['office-queue', queue],
    queryFn: () => (queue === null ? Promise.resolve([]) : fetchQueue(queue)),
    enabled: queue !== null,
    refetchInterval: refreshMs,
    retry: false,
  })
  const [shown, setShown] = useState<Shown>({ queue: null, rows: [] })
  const fresh = data ?? none
  useEffect(() => {
    if (!data) return
    setShown(before =>
      before.queue === queue
        ? { queue, rows: steadyList(before.rows, data, data.length < whole) }
        : { queue, rows: inOrder(data) },
    )
  }, [data, queue])
  const rows = shown.queue === queue && queue !== null ? shown.rows : []
  return {
    rows,
    error,
    loaded: data !== undefined,
    outOfOrder: isOutOfOrder(rows, fresh) && rows.length > 0,
    refetch,
    sort: () => setShown({ queue, rows: inOrder(fresh) }),
  }
}
