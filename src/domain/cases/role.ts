/** Who may do what with cases and calls (DOMAIN.md 3.1). One person may have several. */
export const roles = [
  'agent',
  'internet_agent',
  'shift_leader',
  'reviewer',
  'dispatcher',
  'unit_clerk',
  'unit_handler',
  'unit_leader',
  'supervisor',
  'callback_agent',
  'quality_inspector',
  'knowledge_editor',
  'policy_specialist',
  'analyst',
  'admin',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** Roles of people who belong to a unit and see nothing but its cases. */
export const unitRoles: readonly Role[] = ['unit_clerk', 'unit_handler', 'unit_leader']

/** Who does something to a case. `citizen`: the requester by his page or WeChat; `system`: a deadline or a change of settings. */
export interface Actor {
  readonly kind: 'user' | 'citizen' | 'unit_system' | 'system'
  /** Sign-in name; of a unit's own system the name of its key; empty for citizen and system. */
  readonly name: string
  readonly roles: readonly Role[]
  /** The unit he belongs to; null: none. */
  readonly unit: string | null
  /** Whom calls are offered to under this id; null: nobody. */
  readonly agentId: string | null
}

/** What happens by itself. */
export const systemActor: Actor = { kind: 'system', name: '', roles: [], unit: null, agentId: null }

/** The requester himself. */
export const citizenActor: Actor = { kind: 'citizen', name: '', roles: [], unit: null, agentId: null }
