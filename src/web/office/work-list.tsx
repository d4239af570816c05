import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { CaseMarks } from '../case-life/case-facts.tsx'
import { stateTexts } from '../case-life/case-words.ts'
import { formatDue } from '../case-life/due-words.ts'
import { useUnits } from '../case-life/units.ts'
import type { ListedCase } from '../cases/case-api.ts'
import { classTexts, readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { SteadyRow } from './steady-list.ts'

interface Props {
  readonly rows: readonly SteadyRow<ListedCase>[]
  readonly chosen: string | null
  readonly outOfOrder: boolean
  readonly now: number
  /** Whether the unit's due date counts here, and not the deadline of who must act next. */
  readonly byDue: boolean
  onChoose(caseNo: string): void
  onSort(): void
}

const Row = ({ row, now, byDue }: { readonly row: ListedCase; readonly now: number; readonly byDue: boolean }) => {
  const { t } = useLanguage()
  const { nameOf } = useUnits()
  const due = byDue ? row.dueAt : row.deadline
  return (
    <>
      <span className="office-row-title">{row.title ?? t('case_confidential')}</span>
      <span className="office-row-about">
        <span className="digits">{readableNumber(row.caseNo)}</span> · {t(classTexts[row.class])} ·{' '}
        {t(stateTexts[row.state])}
        {row.unit !== null && ` · ${nameOf(row.unit)}`}
      </span>
      <span className="office-row-about">
        {due !== null && (
          <span className="digits" data-late={due <= now}>
            {due <= now ? t('late_since', { due: formatDue(due) }) : t('until', { due: formatDue(due) })}
          </span>
        )}{' '}
        <CaseMarks of={row} />
      </span>
    </>
  )
}

/** The cases of a list; it is refreshed in place, and put in order only when the reader wishes. */
export const WorkList = ({ rows, chosen, outOfOrder, now, byDue, onChoose, onSort }: Props) => {
  const { t } = useLanguage()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (chosen !== null) list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <section className="office-list" aria-label={t('office_list')}>
      {outOfOrder && (
        <Button size="small" onClick={onSort}>
          {t('office_sort')}
        </Button>
      )}
      {rows.length === 0 && <p className="empty">{t('office_empty')}</p>}
      <ul ref={list}>
        {rows.map(({ row, gone }) => (
          <li key={row.caseNo}>
            <button
              type="button"
              className="office-row"
              data-gone={gone}
              aria-current={row.caseNo === chosen}
              onClick={() => onChoose(row.caseNo)}
            >
              <Row row={row} now={now} byDue={byDue} />
              {gone && <span className="office-row-about">{t('office_gone')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
