import type { WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'

/** Says when records do not reach the database, and that calls go on. */
export const StoreBanner = ({ store, lost }: Pick<WallState, 'store' | 'lost'>) => {
  const { t } = useLanguage()
  const shown = store === 'ok' && lost === 0 ? undefined : lost > 0 ? 'losing' : store
  return (
    <div className="wall-store" role="status" data-store={shown}>
      {store === 'spilling' && <span>{t('store_spilling')}</span>}
      {store === 'losing' && <span>{t('store_losing')}</span>}
      {lost > 0 && <span>{t('facts_lost', { count: lost })}</span>}
    </div>
  )
}
