import type { Role, Session } from '../session/session-api.ts'

/** The pages for who is signed in, and the roles that may open them. */
export const pageRoles = {
  '/desk': ['agent', 'callback_agent', 'shift_leader'],
  '/cases': ['shift_leader', 'admin'],
  '/wall': ['shift_leader', 'admin'],
  '/knowledge': ['knowledge_editor', 'shift_leader'],
  '/unit': ['unit_clerk', 'unit_handler', 'unit_leader'],
  '/office': ['reviewer', 'dispatcher', 'supervisor', 'callback_agent', 'policy_specialist', 'shift_leader'],
  '/scores': ['supervisor', 'analyst', 'shift_leader', 'admin', 'unit_clerk', 'unit_handler', 'unit_leader'],
  '/visits-report': ['supervisor', 'analyst', 'auditor'],
  '/campaigns': ['shift_leader', 'admin', 'supervisor', 'callback_agent', 'analyst', 'auditor'],
  '/exports': ['admin', 'analyst', 'auditor'],
  '/forecast': ['shift_leader', 'admin', 'analyst'],
  '/recordings': ['agent', 'shift_leader'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type PagePath = keyof typeof pageRoles

export const isPagePath = (path: string): path is PagePath => Object.hasOwn(pageRoles, path)

/** Whether somebody may open a page; a desk is for who has a phone, and some pages only where the house wishes so. */
export const mayOpen = (session: Session, path: PagePath): boolean => {
  const roles: readonly Role[] = pageRoles[path]
  if (!roles.includes(session.role) && !session.alsoRoles.some(role => roles.includes(role))) return false
  if (path === '/desk') return session.agentId !== null
  if (path === '/recordings') return session.hearsRecordings
  return path !== '/knowledge' || session.editsKnowledge
}
