import './wall-phone.css'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { AgentView } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { useSession } from '../../session/use-session.ts'
import type { TextKey } from '../../texts.ts'
import { rememberHad, rememberWish, storedPlace, takesPhone } from './phone-place.ts'

/** The phone itself, and the connection of a desk that it needs: fetched only by those who want it here. */
const HeldPhone = lazy(() => import('./held-phone.tsx').then(module => ({ default: module.HeldPhone })))

/** Where the phone is while it is not here. */
const elsewhereText = (own: AgentView | undefined): TextKey => {
  if (!own?.phone) return 'wall_phone_none'
  return own.console ? 'wall_phone_at_desk' : 'wall_phone_beside'
}

const OwnPhone = ({ own }: { readonly own: AgentView | undefined }) => {
  const { t } = useLanguage()
  const [here, setHere] = useState(() => takesPhone(storedPlace(), own?.console === true && own.phone))
  const place = (wanted: boolean): void => {
    rememberWish(wanted)
    if (!wanted) rememberHad(false)
    setHere(wanted)
  }
  const away = (
    <div className="wall-phone" data-here="false">
      <span role="status">{t(here ? 'phone_starting' : elsewhereText(own))}</span>
      <Button size="small" disabled={here} onClick={() => place(true)}>
        {t('wall_phone_take')}
      </Button>
    </div>
  )
  if (!here) return away
  return (
    <Suspense fallback={away}>
      <HeldPhone onGiveBack={() => place(false)} />
    </Suspense>
  )
}

/** The leader's own phone: on the wall if he wants it here, else where it is. Nothing for those who have no extension. */
export const WallPhone = ({ agents }: { readonly agents: readonly AgentView[] }) => {
  const { data: session } = useSession()
  const agentId = session?.agentId ?? null
  return agentId !== null && <OwnPhone own={agents.find(({ id }) => id === agentId)} />
}
