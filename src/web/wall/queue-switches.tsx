import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { QueueView } from '../../wire/views.ts'
import { ApiError, api, codeOf, reached } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'

interface Switches {
  readonly overflow: boolean
  readonly announce: boolean
}

const setSwitches = async (id: string, switches: Switches): Promise<void> => {
  const { error } = await reached(api.PUT('/api/queues/{id}/switches', { params: { path: { id } }, body: switches }))
  if (error !== undefined) throw new ApiError(codeOf(error))
}

/** A leader's switches of a queue, one press each: all groups at once, and that callers are told how many call. */
export const QueueSwitches = ({ queue }: { readonly queue: QueueView }) => {
  const { t, name } = useLanguage()
  const { overflow, announce } = queue
  const { mutate, isPending, isError } = useMutation({
    mutationFn: (switches: Switches) => setSwitches(queue.id, switches),
  })
  return (
    <span className="queue-switches" data-failed={isError}>
      <Button
        size="small"
        type={overflow ? 'primary' : 'default'}
        aria-pressed={overflow}
        aria-label={`${t('switch_overflow')}: ${name(queue.name)}`}
        disabled={isPending}
        onClick={() => mutate({ overflow: !overflow, announce })}
      >
        {t('switch_overflow')}
      </Button>
      <Button
        size="small"
        type={announce ? 'primary' : 'default'}
        aria-pressed={announce}
        aria-label={`${t('switch_announce')}: ${name(queue.name)}`}
        disabled={isPending}
        onClick={() => mutate({ overflow, announce: !announce })}
      >
        {t('switch_announce')}
      </Button>
    </span>
  )
}
