import './scores.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useSession } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { scoreTexts } from '../texts/scores.ts'
import { addTexts } from '../texts.ts'
import { formatDay } from '../time/format.ts'
import { NamedList } from './named-list.tsx'
import { ObjectionForm } from './objection-form.tsx'
import { ObjectionList } from './objection-list.tsx'
import { ScoreCards } from './score-cards.tsx'
import { ScoreCases } from './score-cases.tsx'
import { ScoreFormula } from './score-formula.tsx'
import { type Figure, ScoreTable } from './score-table.tsx'
import { dayAndTime, jointOf } from './score-texts.ts'
import { fetchFormula, fetchScores, fetchUnitNames, freezeMonth, type Scores } from './scores-api.ts'

addTexts(scoreTexts)

/** The last months, the present one first. */
const monthsUntil = (day: string, count: number): readonly string[] => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + month - 1 - back
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  })
}

/** The scores of a month: all units one below the other for those who supervise, his own as cards for somebody of a unit. */
export const ScoresPage = () => {
  const { t, name, language } = useLanguage()
  const { data: session } = useSession()
  const queries = useQueryClient()
  const [months] = useState(() => monthsUntil(formatDay(Date.now()), 36))
  const [month, setMonth] = useState(months[1] ?? '')
  const [version, setVersion] = useState<number | null>(null)
  const [figure, setFigure] = useState<Figure | null>(null)
  const { data: scores, isError } = useQuery({
    queryKey: ['scores', month, version],
    queryFn: () => fetchScores(month, version),
    retry: false,
  })
  const { data: names } = useQuery({ queryKey: ['units', 'names'], queryFn: fetchUnitNames })
  const own = (session?.unitId ?? null) !== null
  const { data: formula } = useQuery({
    queryKey: ['scores', month, 'formula'],
    queryFn: () => fetchFormula(month),
    enabled: own,
  })
  useEffect(() => {
    document.title = `${t('product')} · ${t(own ? 'scores_title_own' : 'scores_title')}`
  }, [t, own])
  const unitName = (id: string): string => {
    const found = names?.get(id)
    return found ? name(found) : id
  }
  const again = () => {
    setVersion(null)
    void queries.invalidateQueries({ queryKey: ['scores', month] })
  }
  const ofKind = (kind: Scores['rows'][number]['kind']) => scores?.rows.filter(row => row.kind === kind) ?? []
  const [mine] = scores?.rows ?? []
  return (
    <main className="scores">
      <PageHeader title={own ? 'scores_title_own' : 'scores_title'} live={false}>
        <PageLinks />
        <Button size="small" onClick={() => print()}>
          {t('scores_print')}
        </Button>
      </PageHeader>
      <div className="scores-rest">
        <div className="scores-choice">
          <label htmlFor="scores-month">{t('scores_month')}</label>
          <select
            id="scores-month"
            value={month}
            onChange={({ target }) => {
              setMonth(target.value)
              setVersion(null)
            }}
          >
            {months.map(each => (
              <option key={each}>{each}</option>
            ))}
          </select>
          {scores && scores.issues.length > 1 && (
            <>
              <label htmlFor="scores-version">{t('scores_version')}</label>
              <select
                id="scores-version"
                value={scores.version ?? ''}
                onChange={({ target }) => setVersion(Number(target.value))}
              >
                {scores.issues.map(issue => (
                  <option key={issue.version} value={issue.version}>
                    {t('scores_version_n', { version: issue.version })}
                  </option>
                ))}
              </select>
            </>
          )}
          {scores && <Standing scores={scores} />}
          {scores?.may.freeze && <Freeze month={month} onFrozen={again} />}
        </div>
        {isError && <p className="empty">{t('scores_failed')}</p>}
        {scores && own && !mine && <p>{t('scores_none_own')}</p>}
        {scores && own && mine && (
          <ScoreCards row={mine} ranked={scores.ranked} onLook={setFigure} {...{ formula, unitName }} />
        )}
        {scores && !own && (
          <>
            {scores.ranked === 0 && <p className="score-note">{t('scores_ranked_none')}</p>}
            <div className="score-tables">
              <ScoreTable
                caption={t('scores_ranked')}
                rows={ofKind('ranked')}
                places
                onLook={setFigure}
                unitName={unitName}
              />
              <ScoreTable
                caption={t('scores_small')}
                rows={ofKind('small_volume')}
                places={false}
                onLook={setFigure}
                unitName={unitName}
              />
            </div>
            {ofKind('no_orders').length > 0 && (
              <p className="score-no-orders">
                <strong>{t('scores_no_orders')}</strong>{' '}
                {ofKind('no_orders')
                  .map(row => unitName(row.unit))
                  .join(jointOf(language))}
              </p>
            )}
          </>
        )}
        <ScoreFormula month={month} />
        <div className="scores-beside">
          {scores && scores.version !== null && (
            <section className="score-objections">
              <h2>{t('objections')}</h2>
              {scores.may.object && <ObjectionForm scores={scores} onSent={again} />}
              <ObjectionList scores={scores} unitName={unitName} onRuled={again} />
            </section>
          )}
          <NamedList unitName={unitName} />
        </div>
      </div>
      {figure && <ScoreCases {...{ month, figure, unitName }} onClose={() => setFigure(null)} />}
    </main>
  )
}

const Standing = ({ scores }: { readonly scores: Scores }) => {
  const { t } = useLanguage()
  const { version, at, issues } = scores
  if (version === null)
    return (
      <p className="score-provisional" role="status">
        {t('scores_provisional', { at: dayAndTime(at) })}
      </p>
    )
  return (
    <p role="status">
      {t('scores_final', { version, at: dayAndTime(at) })}
      {version !== issues.at(-1)?.version && <em> {t('scores_old_version')}</em>}
    </p>
  )
}

const Freeze = ({ month, onFrozen }: { readonly month: string; readonly onFrozen: () => void }) => {
  const { t, errorText } = useLanguage()
  const [asked, setAsked] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const freeze = async () => {
    try {
      await freezeMonth(month)
    } catch (error) {
      setRefused(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
    setAsked(false)
    onFrozen()
  }
  return (
    <div className="score-freeze">
      {refused !== null && <p role="alert">{refused}</p>}
      {asked ? (
        <>
          <p>{t('scores_freeze_sure', { month })}</p>
          <Button type="primary" size="small" onClick={() => void freeze()}>
            {t('scores_freeze_yes')}
          </Button>
          <Button size="small" onClick={() => setAsked(false)}>
            {t('scores_cancel')}
          </Button>
        </>
      ) : (
        <Button size="small" onClick={() => setAsked(true)}>
          {t('scores_freeze')}
        </Button>
      )}
    </div>
  )
}
