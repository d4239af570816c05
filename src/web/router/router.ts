import { useSyncExternalStore } from 'react'
import type { Role } from '../session/session-api.ts'

const changed = 'yihao:route'

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('popstate', listener)
  addEventListener(changed, listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener(changed, listener)
  }
}

/** The path of the page that is shown. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname)

/** Goes to another page of ours; `replace` leaves no step to come back to. */
export const navigate = (path: string, { replace = false } = {}): void => {
  if (location.pathname === path) return
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  dispatchEvent(new Event(changed))
}

/**
 * A page that says no more than that it has come. Opened in a new window when a page cannot reach its server, it shows the browser's own
 * reason, and lets a new certificate be looked at and accepted, while nothing of the first page is lost.
 */
export const reachedPath = '/reached'

const unitRoles: readonly Role[] = ['unit_clerk', 'unit_handler', 'unit_leader']
const officeRoles: readonly Role[] = ['reviewer', 'dispatcher', 'supervisor', 'callback_agent', 'policy_specialist']

/** Where each role works. */
export const homeOf = (role: Role): '/desk' | '/knowledge' | '/office' | '/unit' | '/visits-report' | '/wall' => {
  if (unitRoles.includes(role)) return '/unit'
  if (officeRoles.includes(role)) return '/office'
  if (role === 'knowledge_editor') return '/knowledge'
  if (role === 'analyst' || role === 'auditor') return '/visits-report'
  return role === 'agent' ? '/desk' : '/wall'
}
