import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type ChatRooms, createChatRooms } from './engine/chats/chat-rooms.ts'
import type { Engine } from './engine/engine.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

/** Wires the rooms in which citizens and agents write. */
export const openChats = ({
  store,
  engine,
  clock,
  log,
}: {
  readonly store: Pick<Store, 'read' | 'line'>
  readonly engine: Pick<Engine, 'hotline'>
  readonly clock: Clock
  readonly log: Log
}): ChatRooms =>
  createChatRooms({
    hotline: engine.hotline,
    reads: store.read,
    clock,
    log,
    keepsFacts: () => store.line.state !== 'losing',
    newId: randomUUID,
    newSecret: () => randomBytes(24).toString('base64url'),
    // 192 random bits need no slow hash
    hashOf: secret => createHash('sha256').update(secret).digest('base64url'),
  })
