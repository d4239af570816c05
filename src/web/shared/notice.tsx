import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import type { TextKey } from '../texts.ts'

/** One sentence in the middle of an otherwise empty page, with the way out. */
export const Notice = ({ text, action }: { readonly text: TextKey; readonly action?: 'reload' | 'home' }) => {
  const { t } = useLanguage()
  return (
    <main className="notice" aria-live="polite">
      <p>{t(text)}</p>
      {action === 'reload' && <Button onClick={() => location.reload()}>{t('reload')}</Button>}
      {action === 'home' && <Button onClick={() => navigate('/')}>{t('to_start')}</Button>}
    </main>
  )
}
