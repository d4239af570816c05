import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { connectionOf } from '../live/connection-of.ts'
import { useLive } from '../live/use-live.tsx'
import { reachedPath } from '../router/router.ts'
import { unreachableText } from './unreachable-text.ts'

/** The connection in plain words, always visible; announced when it changes. */
export const ConnectionBadge = () => {
  const { t } = useLanguage()
  const { level, text } = connectionOf(useLive(state => state))
  return (
    <div
      className={`connection connection-${level}`}
      role="status"
      title={text === 'link_unreachable' ? t(unreachableText()) : undefined}
    >
      <span className="connection-dot" aria-hidden="true" />
      <span>{t(text)}</span>
      {text === 'link_unreachable' && (
        <a href={reachedPath} target="_blank" rel="noopener">
          {t('unreachable_why')}
        </a>
      )}
      {text === 'link_version' && (
        <Button size="small" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      )}
    </div>
  )
}
