import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { stateTexts } from '../case-life/case-words.ts'
import { classTexts, readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatInstant } from '../time/format.ts'
import { CaseMarks } from './case-marks.tsx'
import { dueWords, signWords } from './time-words.ts'
import { type BoxCase, type BoxTab, boxTabs, fetchBox, type UnitFigures } from './unit-api.ts'
import { chooseCase } from './use-chosen-case.ts'
import { useServerNow, useUnitFigures } from './use-unit.ts'

const askEveryMs = 15_000

const tabs: Readonly<Record<BoxTab, { readonly text: TextKey; readonly count: keyof UnitFigures['box'] }>> = {
  all: { text: 'unit_all', count: 'open' },
  to_sign: { text: 'unit_to_sign', count: 'toSign' },
  to_handle: { text: 'unit_to_handle', count: 'toHandle' },
  to_sign_off: { text: 'unit_to_sign_off', count: 'toSignOff' },
  waiting: { text: 'unit_waiting', count: 'waiting' },
  overdue: { text: 'unit_overdue', count: 'overdue' },
}

const Row = ({ of, chosen }: { readonly of: BoxCase; readonly chosen: boolean }) => {
  const { t, language } = useLanguage()
  const now = useServerNow()
  const due = dueWords(t, language, of, of.left, now, at => formatInstant(at, now))
  const sign = signWords(t, of, now)
  return (
    <li>
      <button
        type="button"
        className="unit-row"
        aria-current={chosen}
        data-case={of.caseNo}
        onClick={() => chooseCase(of.caseNo)}
      >
        <span className="unit-row-title">{of.title ?? t('case_confidential')}</span>
        <span className="unit-row-time">
          {sign && <span data-tone={sign.tone}>{sign.text}</span>}
          <span data-tone={due.tone}>{due.text}</span>
        </span>
        <span className="unit-row-about">
          <CaseMarks of={of} />
          <span>{t(stateTexts[of.state])}</span>
          <span>{t(classTexts[of.class])}</span>
          <span className="digits">{readableNumber(of.caseNo)}</span>
          {of.place && <span className="unit-row-place">{of.place}</span>}
        </span>
      </button>
    </li>
  )
}

const isOwn = ({ state }: BoxCase): boolean => ['dispatched', 'signed', 'handling'].includes(state)

/** Up and down go from row to row. */
const moveFocus = (event: KeyboardEvent<HTMLUListElement>): void => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const rows = [...event.currentTarget.querySelectorAll('button')]
  const at = rows.indexOf(document.activeElement as HTMLButtonElement)
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** All open cases of the unit by their next deadline, narrowed to what must be done. */
export const InBox = ({ chosen }: { readonly chosen: string | null }) => {
  const { t, errorText } = useLanguage()
  const [tab, setTab] = useState<BoxTab>('all')
  const { data: figures } = useUnitFigures()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['unit', 'box', tab],
    queryFn: ({ pageParam }) => fetchBox(tab, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
    retry: false,
  })
  const found = data?.pages.flatMap(page => page.cases) ?? []
  // what the unit itself must do comes before what others must
  const rows = [...found.filter(isOwn), ...found.filter(row => !isOwn(row))]
  return (
    <section className="unit-box" aria-label={t('unit_box')}>
      <fieldset className="unit-tabs">
        <legend className="unseen">{t('unit_filter')}</legend>
        {boxTabs.map(each => (
          <button
            key={each}
            type="button"
            data-tab={each}
            aria-pressed={each === tab}
            data-some={(figures?.box[tabs[each].count] ?? 0) > 0}
            onClick={() => setTab(each)}
          >
            {t(tabs[each].text)} <span className="digits">{figures?.box[tabs[each].count] ?? ''}</span>
          </button>
        ))}
      </fieldset>
      <div role="status">
        {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
        {data && rows.length === 0 && <p className="empty">{t('unit_none')}</p>}
      </div>
      <ul className="unit-rows" onKeyDown={moveFocus}>
        {rows.map(row => (
          <Row key={row.caseNo} of={row} chosen={row.caseNo === chosen} />
        ))}
      </ul>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {t('unit_more')}
        </Button>
      )}
    </section>
  )
}
