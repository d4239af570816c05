import { Button } from 'antd'
import type { DeskTaskView } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { outcomeTexts } from '../../shared/outcome-texts.ts'
import type { TextKey } from '../../texts.ts'
import { formatInstant, formatLeft } from '../../time/format.ts'
import { useNow } from '../../time/use-now.ts'
import type { Visit } from './visit-api.ts'

const stateTexts: Readonly<Record<DeskTaskView['state'], TextKey>> = {
  previewed: 'visit_previewed',
  summoned: 'visit_summoned',
  dialled: 'visit_dialled',
  talking: 'visit_talking',
  concluded: 'visit_concluded',
}

const TimeLeft = ({ task }: { readonly task: DeskTaskView }) => {
  const { t } = useLanguage()
  const now = useNow()
  if (task.until === null) return null
  const left = formatLeft(task.until - now)
  return <span>{t(task.state === 'dialled' ? 'visit_rings_until' : 'visit_goes_back_in', { left })}</span>
}

const Case = ({ found }: { readonly found: NonNullable<Visit['case']> }) => {
  const { t, name } = useLanguage()
  const now = useNow()
  const { reply } = found
  return (
    <>
      <h3>
        {t('visit_case')} <span className="visit-case-no">{found.caseNo}</span>
      </h3>
      {found.rated && (
        <p className="visit-warn" role="status">
          {t('visit_rated_already')}
        </p>
      )}
      {found.title === null ? (
        <p>{t('visit_hidden')}</p>
      ) : (
        <>
          <p className="visit-what">{found.title}</p>
          <p className="visit-text">{found.text}</p>
          <dl className="visit-facts">
            <dt>{t('visit_requester')}</dt>
            <dd>{found.requesterName ?? t('visit_requester_hidden')}</dd>
            <dt>{t('case_place')}</dt>
            <dd>{found.place}</dd>
            <dt>{t('visit_unit')}</dt>
            <dd>{found.unit ? name(found.unit) : '—'}</dd>
          </dl>
          <h3>{t('visit_reply')}</h3>
          {reply ? (
            <blockquote className="visit-reply">
              <p className="visit-text">{reply.text}</p>
              {reply.at !== null && <footer>{t('visit_reply_at', { at: formatInstant(reply.at, now) })}</footer>}
            </blockquote>
          ) : (
            <p>{t('visit_no_reply')}</p>
          )}
        </>
      )}
    </>
  )
}

interface Props {
  readonly task: DeskTaskView
  readonly visit: Visit | null
  readonly failure: string | null
  onAgain(): void
}

/** Whom it is about: the number, the case, what its requester was told, and how it went before. */
export const VisitCase = ({ task, visit, failure, onAgain }: Props) => {
  const { t, name, errorText } = useLanguage()
  const now = useNow()
  return (
    <section className="visit-case" aria-label={t('visit_title')} data-state={task.state}>
      <div className="visit-head">
        <h2>{visit?.campaign ? name(visit.campaign.name) : t('visit_title')}</h2>
        <span className="visit-number">
          <span className="visit-number-label">{t('visit_number')}</span> {task.number ?? '—'}
        </span>
        <p className="visit-state" role="status">
          {t(stateTexts[task.state])}
        </p>
        <p className="visit-left">
          <TimeLeft task={task} />
        </p>
      </div>
      {failure !== null && (
        <p className="visit-warn" role="alert">
          {t('visit_loading_failed', { why: errorText(failure) })}{' '}
          <Button size="small" onClick={onAgain}>
            {t('visit_again')}
          </Button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keyboard */}
      <section className="visit-scroll" tabIndex={0} aria-label={t('visit_case')}>
        {visit?.task.appointment != null && (
          <p className="visit-warn">{t('visit_appointed', { at: formatInstant(visit.task.appointment, now) })}</p>
        )}
        {visit && (visit.case ? <Case found={visit.case} /> : <p>{t('visit_no_case')}</p>)}
        {visit && visit.task.note !== '' && (
          <>
            <h3>{t('visit_note_of_task')}</h3>
            <p className="visit-text">{visit.task.note}</p>
          </>
        )}
      </section>
      <div className="visit-attempts">
        <h3>{t('visit_attempts')}</h3>
        {visit?.attempts.length === 0 && <p>{t('visit_no_attempts')}</p>}
        <ol>
          {visit?.attempts.map(({ at, outcome, agentName }) => (
            <li key={at}>
              <span>{formatInstant(at, now)}</span>
              <strong>{outcome && t(outcomeTexts[outcome])}</strong>
              <span>{agentName}</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
