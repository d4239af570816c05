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
import { useServerNow, useUnitFigures, useUnits } from './use-unit.ts'

const askEveryMs = 15_000

const tabs: Readonly<Record<BoxTab, { readonly text: TextKey; readonly count: keyof UnitFigures['box'] }>> = {
  all: { text: 'unit_all', count: 'open' },
  to_sign: { text: 'unit_to_sign', count: 'toSign' },
  to_handle: { text: 'unit_to_handle', count: 'toHandle' },
  to_sign_off: { text: 'unit_to_sign_off', count: 'toSignOff' },
  waiting: { text: 'unit_waiting', count: 'waiting' },
  overdue: { text: 'unit_overdue', count: 'overdue' },
  assisting: { text: 'unit_assisting', count: 'assisting' },
}

/** A case as the list has it; of one that the unit only assists with, which unit leads. */
const Row = ({
  of,
  chosen,
  assists,
}: {
  readonly of: BoxCase
  readonly chosen: boolean
  readonly assists: boolean
}) => {
  const { unitName } = useUnits()
  const { t, language } = useLanguage()
  const now = useServerNow()
  const due = dueWords(t, language, of, of.left, now, at => formatInstant(at, now))
  // what must be signed is the lead's to sign
  const sign = assists ? null : signWords(t, of, now)
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
          {assists && (
            <span className="unit-mark" data-tone="plain">
              {t('unit_mark_assists', { unit: of.unit ? unitName(of.unit) : '' })}
            </span>
          )}
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

/** The cases of one list, page by page. */
const useBox = (tab: BoxTab) =>
  useInfiniteQuery({
    queryKey: ['unit', 'box', tab],
    queryFn: ({ pageParam }) => fetchBox(tab, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
    retry: false,
  })

const More = ({ box }: { readonly box: ReturnType<typeof useBox> }) => {
  const { t } = useLanguage()
  return box.hasNextPage ? (
    <Button onClick={() => void box.fetchNextPage()} loading={box.isFetchingNextPage}>
      {t('unit_more')}
    </Button>
  ) : null
}

/** What the unit assists with stands below its own, since another unit must act on it. */
const Assisted = ({ chosen }: { readonly chosen: string | null }) => {
  const { t } = useLanguage()
  const box = useBox('assisting')
  const rows = box.data?.pages.flatMap(page => page.cases) ?? []
  if (rows.length === 0) return null
  return (
    <>
      <h3 className="unit-assisted">{t('unit_assisting')}</h3>
      <ul className="unit-rows" aria-label={t('unit_assisting')} onKeyDown={moveFocus}>
        {rows.map(row => (
          <Row key={row.caseNo} of={row} chosen={row.caseNo === chosen} assists />
        ))}
      </ul>
      <More box={box} />
    </>
  )
}

/** All open cases of the unit by their next deadline, narrowed to what must be done; what it assists with behind them. */
export const InBox = ({ chosen }: { readonly chosen: string | null }) => {
  const { t, errorText } = useLanguage()
  const [tab, setTab] = useState<BoxTab>('all')
  const { data: figures } = useUnitFigures()
  const { handles } = useUnits()
  const box = useBox(tab)
  const { data, error } = box
  const found = data?.pages.flatMap(page => page.cases) ?? []
  // what the unit itself must do comes before what others must
  const rows = [...found.filter(isOwn), ...found.filter(row => !isOwn(row))]
  const assists = (figures?.box.assisting ?? 0) > 0
  return (
    <section className="unit-box" aria-label={t('unit_box')}>
      <fieldset className="unit-tabs">
        <legend className="unseen">{t('unit_filter')}</legend>
        {boxTabs
          .filter(each => each !== 'assisting' || !handles)
          .map(each => (
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
          <Row key={row.caseNo} of={row} chosen={row.caseNo === chosen} assists={tab === 'assisting'} />
        ))}
      </ul>
      <More box={box} />
      {tab === 'all' && assists && <Assisted chosen={chosen} />}
    </section>
  )
}
