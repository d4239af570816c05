import './case-detail.css'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/api.ts'
import { flagTexts, happenedText, stateTexts } from '../case-life/case-words.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatClock, formatDay } from '../time/format.ts'
import { type CaseDetail, fetchCase } from './case-api.ts'
import { classTexts, contactTexts, readableNumber } from './case-texts.ts'

const Detail = ({ found: { case: of, calls, history } }: { readonly found: CaseDetail }) => {
  const { t } = useLanguage()
  const flags = flagTexts.filter(([name]) => of[name]).map(([, text]) => t(text))
  const rows: readonly (readonly [TextKey, string | null])[] = [
    ['column_state', t(stateTexts[of.state])],
    ['case_class', t(classTexts[of.class])],
    ['case_place', of.place],
    ['case_name', of.requesterName],
    ['case_number_label', of.number],
    ['case_contact', of.contact === null ? null : t(contactTexts[of.contact])],
    ['case_flags', flags.join(' · ')],
    ['case_accepted', `${formatDay(of.acceptedAt)} ${formatClock(of.acceptedAt)}`],
    ['case_taker', of.agentId],
  ]
  const notes = calls.filter(({ note }) => note !== null && note !== '')
  return (
    <>
      <p className="cases-number digits">{readableNumber(of.caseNo)}</p>
      <h2 className="cases-detail-title">{of.title ?? t('case_confidential')}</h2>
      {of.text !== null && <p className="cases-text">{of.text}</p>}
      {of.answer !== null && of.answer !== '' && (
        <>
          <h3>{t('case_answer')}</h3>
          <p className="cases-text">{of.answer}</p>
        </>
      )}
      <dl>
        {rows.map(([text, value]) => (
          <div key={text}>
            <dt>{t(text)}</dt>
            <dd>{value === null || value === '' ? '—' : value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('case_history')}</h3>
      <ul>
        {history.map(({ kind, event, at, by }) => (
          <li key={`${at} ${event ?? kind}`}>
            <span className="digits">
              {formatDay(at)} {formatClock(at)}
            </span>{' '}
            {t(happenedText({ kind, event }))} {by.name}
          </li>
        ))}
      </ul>
      {notes.map(({ callId, note }) => (
        <p key={callId} className="cases-text cases-note">
          {note}
        </p>
      ))}
    </>
  )
}

/** One case, as far as the reader may see it. */
export const CaseDetailPanel = ({ caseNo }: { readonly caseNo: string | null }) => {
  const { t, errorText } = useLanguage()
  const { data, error } = useQuery({
    queryKey: ['case', caseNo],
    queryFn: () => fetchCase(caseNo ?? ''),
    enabled: caseNo !== null,
    retry: false,
  })
  return (
    <section className="cases-detail" aria-live="polite">
      {caseNo === null && <p className="empty">{t('cases_choose')}</p>}
      {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
      {data && <Detail found={data} />}
    </section>
  )
}
