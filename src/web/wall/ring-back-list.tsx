import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatInstant } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { fetchRingBacks, mostRingBacks, type RingBack } from './ring-back-api.ts'

const askEveryMs = 5_000
const shown = 30

const whyText: Readonly<Record<NonNullable<RingBack['why']>, TextKey>> = {
  abandoned: 'end_abandoned',
  overflow: 'end_overflowed',
  failed: 'end_failed',
  cut_off: 'why_cut_off',
  place_kept: 'why_place_kept',
}

/** Who waits to be rung back and why, oldest first. The hall sees the screen: numbers are whole only while asked for. */
export const RingBackList = () => {
  const { t } = useLanguage()
  const now = useNow()
  const [whole, setWhole] = useState(false)
  const { data = [], isError } = useQuery({
    queryKey: ['ring-backs'],
    queryFn: fetchRingBacks,
    refetchInterval: askEveryMs,
    retry: false,
  })
  return (
    <section className="ring-backs">
      <div className="panel-head">
        <h2>{t('ring_backs')}</h2>
        <strong>
          {data.length}
          {data.length === mostRingBacks && '+'}
        </strong>
        {isError && <span className="ring-backs-old">{t('ring_backs_old')}</span>}
        {data.length > 0 && (
          <Button size="small" aria-pressed={whole} onClick={() => setWhole(!whole)}>
            {t(whole ? 'numbers_hide' : 'numbers_show')}
          </Button>
        )}
      </div>
      {data.length === 0 ? (
        <p className="empty">{t(isError ? 'ring_backs_unknown' : 'no_ring_backs')}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th>{t('column_number')}</th>
              <th>{t('column_why')}</th>
              <th>{t('column_since')}</th>
              <th className="number">{t('column_times')}</th>
            </tr>
          </thead>
          <tbody>
            {data.slice(0, shown).map(row => (
              <tr key={row.id} data-why={row.why}>
                <td className="digits">{whole ? row.number : row.masked}</td>
                <td>{row.why === null ? '—' : t(whyText[row.why])}</td>
                <td className="digits">{formatInstant(row.firstAt, now)}</td>
                <td className="number">{row.times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
