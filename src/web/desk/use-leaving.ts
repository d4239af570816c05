import { useEffect, useState } from 'react'
import type { LiveCommand } from '../../wire/live.ts'
import type { AgentView } from '../../wire/views.ts'
import { useSignOut } from '../session/use-session.ts'

/** Signing out at the desk: at once, or after the call that rings or is talked in. */
export const useLeaving = (agent: AgentView, give: (command: LiveCommand) => Promise<boolean>) => {
  const [leaving, setLeaving] = useState(false)
  const { mutate: signOut } = useSignOut()
  const engaged = agent.state === 'reserved' || agent.state === 'talking'
  const stillLeaving = leaving && (agent.next === 'offline' || !engaged)
  useEffect(() => {
    if (stillLeaving && !agent.signedIn) signOut()
  }, [stillLeaving, agent.signedIn, signOut])
  const leave = async (): Promise<void> => {
    setLeaving(true)
    setLeaving(await give({ name: 'sign_out' }))
  }
  return { leave: () => void leave(), engaged }
}
