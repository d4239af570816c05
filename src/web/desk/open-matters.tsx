import { Button } from 'antd'
import type { CaseLine } from '../../wire/case-views.ts'
import { CaseLineText } from '../cases/case-line.tsx'
import { useLanguage } from '../language/use-language.tsx'
import { KeyCap } from '../shared/key-cap.tsx'
import { keyedCases } from './case/case-keys.ts'

interface Props {
  readonly open: readonly CaseLine[]
  readonly closed: readonly CaseLine[]
  /** Shows the whole case. */
  onRead(caseNo: string): void
  /** Attaches this call to a case; null: not now. */
  readonly onFollowUp: ((caseNo: string) => void) | null
}

/** Cases of this number: the open ones, the longest open first and each with its key, then the last closed ones. */
export const OpenMatters = ({ open, closed, onRead, onFollowUp }: Props) => {
  const { t } = useLanguage()
  if (open.length + closed.length === 0) return <p className="empty">{t('no_open_matters')}</p>
  return (
    <ul className="matters">
      {open.map((matter, index) => (
        <li key={matter.caseNo} className="matter">
          <CaseLineText of={matter} onRead={onRead} />
          {onFollowUp && (
            <Button
              size="small"
              onClick={() => onFollowUp(matter.caseNo)}
              {...(index < keyedCases && { 'aria-keyshortcuts': `Alt+${index + 1}` })}
            >
              {t('follow_up_take')}
              {index < keyedCases && <KeyCap name={`Alt ${index + 1}`} />}
            </Button>
          )}
        </li>
      ))}
      {closed.map(matter => (
        <li key={matter.caseNo} className="matter matter-closed">
          <CaseLineText of={matter} onRead={onRead} />
        </li>
      ))}
    </ul>
  )
}
