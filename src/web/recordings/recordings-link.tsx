import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { useSession } from '../session/use-session.ts'

/** The way to the recordings, for those who may hear them. */
export const RecordingsLink = () => {
  const { t } = useLanguage()
  const { data: session } = useSession()
  if (session?.role !== 'shift_leader') return null
  return (
    <Button size="small" onClick={() => navigate('/recordings')}>
      {t('recordings_link')}
    </Button>
  )
}
