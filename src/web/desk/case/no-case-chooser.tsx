import { Button } from 'antd'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'
import type { TextKey } from '../../texts.ts'
import type { NoCaseReason } from './use-case-work.ts'

/** Reasons in the order of their digit keys. */
export const noCaseTexts: readonly (readonly [NoCaseReason, TextKey])[] = [
  ['silent', 'no_case_silent'],
  ['wrong_number', 'no_case_wrong_number'],
  ['nuisance', 'no_case_nuisance'],
  ['cut_off', 'no_case_cut_off'],
]

interface Props {
  onChoose(reason: NoCaseReason): void
  onBack(): void
}

/** Asks why there is no case: a digit key for each reason, Escape to leave it. */
export const NoCaseChooser = ({ onChoose, onBack }: Props) => {
  const { t } = useLanguage()
  return (
    <div className="case-ask" role="toolbar" aria-label={t('no_case_why')}>
      <h3>{t('no_case_why')}</h3>
      {noCaseTexts.map(([reason, text], index) => (
        <Button key={reason} size="large" onClick={() => onChoose(reason)}>
          {t(text)}
          <KeyCap name={String(index + 1)} />
        </Button>
      ))}
      <Button size="large" type="text" onClick={onBack}>
        {t('back')}
        <KeyCap name="Esc" />
      </Button>
    </div>
  )
}
