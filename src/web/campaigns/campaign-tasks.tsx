import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { outcomeTexts } from '../shared/outcome-texts.ts'
import { formatInstant, formatMaybe } from '../time/format.ts'
import { isResult, isTaskState, results, taskResults, taskStates } from './campaign-texts.ts'
import { type Campaign, fetchTask, fetchTasks, type Task } from './campaigns-api.ts'

/** What became of each dialling: the network's word and the agent's side by side. */
const Attempts = ({ taskId }: { readonly taskId: string }) => {
  const { t } = useLanguage()
  const { data } = useQuery({ queryKey: ['task', taskId], queryFn: () => fetchTask(taskId), retry: false })
  const now = Date.now()
  if (!data) return <p>{t('looking_up')}</p>
  return (
    <div className="task-detail">
      {(data.task.note ?? '') !== '' && (
        <p>
          <strong>{t('task_note')}</strong> {data.task.note}
        </p>
      )}
      {data.attempts.length === 0 && <p>{t('attempts_none')}</p>}
      {data.attempts.length > 0 && (
        <table className="attempt-table">
          <thead>
            <tr>
              <th scope="col">{t('attempt_at')}</th>
              <th scope="col">{t('attempt_agent')}</th>
              <th scope="col">{t('attempt_network')}</th>
              <th scope="col">{t('attempt_said')}</th>
              <th scope="col">{t('attempt_sip')}</th>
              <th scope="col" className="number">
                {t('attempt_rang')}
              </th>
              <th scope="col" className="number">
                {t('attempt_talked')}
              </th>
              <th scope="col">{t('attempt_note')}</th>
            </tr>
          </thead>
          <tbody>
            {data.attempts.map(each => (
              <tr key={each.callId} data-differs={each.byAgent !== null && each.byAgent !== each.byNetwork}>
                <td>{formatInstant(each.beganAt, now)}</td>
                <td>{each.agentName}</td>
                <td>{each.byNetwork ? t(outcomeTexts[each.byNetwork]) : '—'}</td>
                <td>{each.byAgent ? <strong>{t(outcomeTexts[each.byAgent])}</strong> : '—'}</td>
                <td>
                  {each.sip ?? '—'} / {each.cause ?? '—'}
                </td>
                <td className="number">{formatMaybe(each.ringMs)}</td>
                <td className="number">{formatMaybe(each.talkMs)}</td>
                <td>{each.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

/** The tasks of a campaign, the newest first, by state or result; each opens its attempts. */
export const CampaignTasks = ({ campaign }: { readonly campaign: Campaign }) => {
  const { t, name } = useLanguage()
  const [filter, setFilter] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const wanted = isResult(filter) ? { result: filter } : isTaskState(filter) ? { state: filter } : {}
  const { data, isError, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['campaign-tasks', campaign.id, filter],
    queryFn: ({ pageParam }) => fetchTasks(campaign.id, { ...wanted, ...(pageParam && { before: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    retry: false,
  })
  const now = Date.now()
  const tasks: readonly Task[] = data?.pages.flatMap(page => page.tasks) ?? []
  return (
    <section className="campaign-tasks" aria-label={`${t('campaign_tasks')} ${name(campaign.name)}`}>
      <div className="campaign-tasks-head">
        <h2>
          {name(campaign.name)} · {t('campaign_tasks')}
        </h2>
        <label>
          {t('campaigns_state')}{' '}
          <select value={filter} onChange={({ target }) => setFilter(target.value)}>
            <option value="">{t('campaigns_all')}</option>
            {(['waiting', 'assigned', 'linked'] as const).map(state => (
              <option key={state} value={state}>
                {t(taskStates[state])}
              </option>
            ))}
            {results.map(result => (
              <option key={result} value={result}>
                {t(taskResults[result])}
              </option>
            ))}
          </select>
        </label>
      </div>
      {isError && <p role="alert">{t('campaigns_failed')}</p>}
      {data && tasks.length === 0 && <p>{t('tasks_none')}</p>}
      {tasks.length > 0 && (
        <table className="campaign-table">
          <thead>
            <tr>
              <th scope="col">{t('task_number')}</th>
              <th scope="col">{t('task_case')}</th>
              <th scope="col">{t('campaigns_state')}</th>
              <th scope="col">{t('task_created')}</th>
              <th scope="col">{t('task_due')}</th>
              <th scope="col">{t('task_attempts')}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map(task => (
              <TaskRow
                key={task.taskId}
                {...{ task, now }}
                open={open === task.taskId}
                onOpen={() => setOpen(open === task.taskId ? null : task.taskId)}
              />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('tasks_more')}
        </Button>
      )}
    </section>
  )
}

interface RowProps {
  readonly task: Task
  readonly now: number
  readonly open: boolean
  onOpen(): void
}

const TaskRow = ({ task, now, open, onOpen }: RowProps) => {
  const { t } = useLanguage()
  return (
    <>
      <tr>
        <td>{task.numberHidden ? t('task_number_hidden') : (task.number ?? '—')}</td>
        <td>{task.caseNo ?? '—'}</td>
        <td>
          {task.result ? t(taskResults[task.result]) : t(taskStates[task.state])} {task.agentName}
        </td>
        <td>{formatInstant(task.createdAt, now)}</td>
        <td>{task.due === null ? '—' : formatInstant(task.due, now)}</td>
        <td>
          <Button
            size="small"
            aria-expanded={open}
            aria-label={t('task_show_attempts', { count: task.attempts, task: task.taskId })}
            onClick={onOpen}
          >
            {task.attempts}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <Attempts taskId={task.taskId} />
          </td>
        </tr>
      )}
    </>
  )
}
