import type { Message } from '../../domain/messages/message.ts'

/**
 * What became of an attempt: taken (with what the carrier calls it), to be tried again (not before `afterMs`), or never to be taken. What may have been
 * taken without our hearing of it is to be tried again: the same message under the same key.
 */
export type Carried =
  | { readonly sent: string | null }
  | { readonly retry: string; readonly afterMs?: number }
  | { readonly failed: string }

/**
 * A way out of the house. `send` ends within a minute and never rejects; it may be called twice for one message, whose key it hands on so that the
 * other side can tell.
 */
export interface MessageCarrier {
  send(message: Message): Promise<Carried>
  /** Ends what is under way. */
  close?(): void
}
