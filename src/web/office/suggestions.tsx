import { useQuery } from '@tanstack/react-query'
import { type CaseDetail, fetchSimilar } from '../cases/case-api.ts'
import { classTexts, readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'

interface Props {
  readonly of: CaseDetail['case']
  readonly text: string | null
  /** Opens another case, to compare it. */
  onOpen(caseNo: string): void
}

const early: readonly string[] = ['registered', 'pending_review', 'pending_dispatch']

/** What is proposed for a case before it is dispatched, from its text and from past cases: class, topic, unit, and what may be the same matter. */
export const Suggestions = ({ of, text, onOpen }: Props) => {
  const { t, name } = useLanguage()
  const wanted = early.includes(of.state) && text !== null
  const { data } = useQuery({
    queryKey: ['similar', of.caseNo, of.title, text],
    queryFn: ({ signal }) =>
      fetchSimilar({ title: of.title ?? '', text: text ?? '', place: of.place ?? '', callId: null }, signal),
    enabled: wanted,
    staleTime: 60_000,
    retry: false,
  })
  if (!wanted || !data) return null
  const [topic] = data.topics
  const units = data.units.slice(0, 3).map(each => name(each))
  const [proposed] = data.classes
  const others = data.duplicates.filter(({ caseNo }) => caseNo !== of.caseNo).slice(0, 5)
  const words = [
    proposed && t('proposal_class', { name: t(classTexts[proposed.class]) }),
    topic && t('proposal_topic', { name: name(topic) }),
    units.length > 0 && t('proposal_unit', { name: units.join(' · ') }),
  ].filter(each => each !== undefined && each !== false)
  if (words.length === 0 && others.length === 0) return null
  return (
    <section className="office-suggestions" aria-label={t('proposals')}>
      <p>
        <strong>{t('proposals')}</strong> {words.join(' · ')}
      </p>
      {others.map(({ caseNo, class: its, hidden, title }) => (
        <p key={caseNo}>
          {t('duplicates')}{' '}
          <button type="button" className="office-link" onClick={() => onOpen(caseNo)}>
            <span className="digits">{readableNumber(caseNo)}</span> {t(classTexts[its])} ·{' '}
            {hidden ? t('case_confidential') : title}
          </button>
        </p>
      ))}
    </section>
  )
}
