import type { PopView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'

/** Tells screen readers at once that it rings. Always in the page, so that its change is noticed. */
export const RingAnnouncer = ({ pop, writes }: { readonly pop: PopView | null; readonly writes: boolean }) => {
  const { t, name } = useLanguage()
  const number = pop?.withheld ? t('number_withheld') : (pop?.number ?? t('number_unknown'))
  return (
    <div className="unseen" aria-live="assertive">
      {writes && t('chat_announcement')}
      {pop && t('ring_announcement', { number, queue: name(pop.queueName) })}
    </div>
  )
}
