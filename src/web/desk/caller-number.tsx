import type { DeskCallView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'

/** The caller's number, large: as the role may see it, else what is known instead. */
export const CallerNumber = ({ call }: { readonly call: Pick<DeskCallView, 'number' | 'rawNumber' | 'withheld'> }) => {
  const { t } = useLanguage()
  if (call.number !== null && !call.withheld) return <div className="caller-number">{call.number}</div>
  if (call.withheld) return <div className="caller-number caller-number-word">{t('number_withheld')}</div>
  if (call.rawNumber === null) return <div className="caller-number caller-number-word">{t('number_unknown')}</div>
  return (
    <div className="caller-number caller-number-raw">
      <bdi>{call.rawNumber}</bdi>
      <small>{t('number_as_given')}</small>
    </div>
  )
}
