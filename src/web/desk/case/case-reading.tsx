import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'

/** Comes when a case is first read. */
const CaseDetailPanel = lazy(() =>
  import('../../cases/case-detail.tsx').then(part => ({ default: part.CaseDetailPanel })),
)

interface Props {
  readonly caseNo: string
  /** Attaches the call to this case; left out where it cannot be now. */
  readonly onTake?: ((caseNo: string) => void) | undefined
  onBack(): void
}

/** A case in the place of the form, to be read to the citizen who asks about it; what was typed waits beneath. */
export const CaseReading = ({ caseNo, onTake, onBack }: Props) => {
  const { t } = useLanguage()
  return (
    <div className="case case-reading">
      <Suspense fallback={null}>
        <CaseDetailPanel caseNo={caseNo} />
      </Suspense>
      <div className="case-foot">
        <span className="case-word" />
        <Button type="text" onClick={onBack}>
          {t('back')}
          <KeyCap name="Esc" />
        </Button>
        {onTake && (
          <Button type="primary" onClick={() => onTake(caseNo)}>
            {t('follow_up_take')}
          </Button>
        )}
      </div>
    </div>
  )
}
