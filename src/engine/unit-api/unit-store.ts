import type { WebhookTarget } from '../messages/message-store.ts'

/** A key by which a unit's own system comes in. The key itself is nowhere kept. Instants UTC ms. */
export interface UnitKey {
  readonly id: string
  readonly unit: string
  /** What the house calls it; stands in the history of cases. */
  readonly name: string
  /** What the key hashes to. */
  readonly hash: string
  /** Whether it may do what the leader of the unit may. */
  readonly leads: boolean
  readonly createdAt: number
  readonly createdBy: string
  readonly revokedAt: number | null
  readonly revokedBy: string | null
  readonly lastUsedAt: number | null
}

/** What a system asked for under a key of idempotency. `id`: names the system's key and its own one. */
export interface UnitRequest {
  readonly id: string
  readonly bodyHash: string
  readonly at: number
  /** What was answered, as JSON; null: nobody knows, the server died meanwhile or is still at it. */
  readonly status: number | null
  readonly body: string | null
}

export interface UnitApiReads {
  /** All keys, revoked ones too, the newest first. */
  unitKeys(): Promise<readonly UnitKey[]>
  unitKeyByHash(hash: string): Promise<UnitKey | null>
  unitRequest(id: string): Promise<UnitRequest | null>
  webhookTargets(): Promise<readonly WebhookTarget[]>
}

/** What is written for units' own systems; outside the ledger. */
export interface UnitApiWrites {
  addUnitKey(key: UnitKey): Promise<void>
  /** False: there is no such key, or it was revoked before. */
  revokeUnitKey(id: string, at: number, by: string): Promise<boolean>
  unitKeyUsed(id: string, at: number): Promise<void>
  /** Keeps that something was asked for; false: it was before. What was asked before `forgetBefore` is forgotten. */
  claimUnitRequest(request: UnitRequest, forgetBefore: number): Promise<boolean>
  answerUnitRequest(id: string, status: number, body: string): Promise<void>
  /** False: there is no such target. */
  removeWebhookTarget(id: string): Promise<boolean>
}
