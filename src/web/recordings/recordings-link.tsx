import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { useSession } from '../session/use-session.ts'

/** The way to the recordings, for those who may hear them. From a desk it leads into a window of its own: a desk that is left is no phone any more. */
export const RecordingsLink = ({ fromDesk = false }: { readonly fromDesk?: boolean }) => {
  const { t } = useLanguage()
  const { data: session } = useSession()
  if (!session?.hearsRecordings) return null
  if (fromDesk)
    return (
      <Button size="small" href="/recordings" target="yihao-recordings">
        {t(session.role === 'agent' ? 'recordings_link_own' : 'recordings_link')}
      </Button>
    )
  return (
    <Button size="small" onClick={() => navigate('/recordings')}>
      {t('recordings_link')}
    </Button>
  )
}
