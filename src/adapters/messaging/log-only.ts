import type { Message } from '../../domain/messages/message.ts'
import type { MessageCarrier } from '../../engine/messages/ports.ts'
import type { Log } from '../../engine/ports.ts'

const kept = 100

/** For a demo and for tests: nothing leaves. The last hundred messages can be looked at, and the log shows each. */
export interface LogOnlyCarrier extends MessageCarrier {
  /** The newest last. */
  readonly shown: readonly Message[]
}

export const createLogOnly = (log: Log): LogOnlyCarrier => {
  const shown: Message[] = []
  return {
    shown,
    send: async message => {
      shown.push(message)
      if (shown.length > kept) shown.shift()
      const { key, kind, recipient, subject, text } = message
      log.info({ key, kind, recipient, subject, text }, 'a demo sends nothing; this message would have left')
      return { sent: null }
    },
  }
}
