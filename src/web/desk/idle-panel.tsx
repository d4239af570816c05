import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { DeskState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useLive } from '../live/use-live.tsx'
import { useSignOut } from '../session/use-session.ts'
import type { TextKey } from '../texts.ts'

const offlineHint = ({ telephony, agent }: DeskState): TextKey => {
  if (!telephony) return 'idle_offline_telephony'
  return agent.phone ? 'idle_offline_wait' : 'idle_offline_phone'
}

const idleTexts = (desk: DeskState): readonly [TextKey, TextKey] => {
  const { state, signedIn } = desk.agent
  if (!signedIn) return ['idle_signed_out', 'idle_signed_out_hint']
  if (state === 'paused') return ['idle_paused', 'idle_paused_hint']
  if (state === 'ready') return ['idle_ready', 'idle_ready_hint']
  if (state === 'offline') return ['idle_offline', offlineHint(desk)]
  return ['looking_up', 'idle_ready_hint']
}

/** The stage without a call: what happens next, and how many wait. */
export const IdlePanel = ({ desk, children }: { readonly desk: DeskState; readonly children: ReactNode }) => {
  const { t } = useLanguage()
  const signOut = useSignOut()
  const withdrawn = useLive(state => state.withdrawn)
  const [title, hint] = idleTexts(desk)
  return (
    <section className="idle">
      <h2>{t(title)}</h2>
      <p>{t(hint)}</p>
      <p className="idle-withdrawn" role="status">
        {withdrawn && t('withdrawn')}
      </p>
      {!desk.agent.signedIn && (
        <Button type="primary" onClick={() => signOut.mutate()}>
          {t('sign_in_again')}
        </Button>
      )}
      {children}
    </section>
  )
}
