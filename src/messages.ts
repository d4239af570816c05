import { Gauge, type Registry } from 'prom-client'
import { createAllowedHosts } from './adapters/messaging/allowed-hosts.ts'
import { createLogOnly } from './adapters/messaging/log-only.ts'
import { createSignedWebhook } from './adapters/messaging/signed-webhook.ts'
import { createSmsGateway } from './adapters/messaging/sms-http.ts'
import { createSmtp } from './adapters/messaging/smtp.ts'
import type { Config } from './config/config.ts'
import { type MessageKind, messageKinds } from './domain/messages/message.ts'
import type { Health } from './engine/health.ts'
import { createOutbox, type Outbox, type OutboxFigures } from './engine/messages/outbox.ts'
import type { MessageCarrier } from './engine/messages/ports.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

interface Parts {
  readonly config: Pick<Config, 'messages' | 'zone' | 'demo'>
  readonly store: Pick<Store, 'read' | 'write'>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Registry
  /** Whether this server still acts, verified now. */
  readonly acts: () => Promise<boolean>
}

/** Wires the outbox and its carriers. In a demo, what no setting carries is shown in the log. */
export const openMessages = ({ config, store, clock, log, metrics, acts }: Parts): Outbox => {
  const { smtp, sms, webhookHosts, keepDays } = config.messages
  const shown: Partial<Record<MessageKind, MessageCarrier>> = config.demo
    ? { sms: createLogOnly(log), email: createLogOnly(log) }
    : {}
  const outbox = createOutbox({
    reads: store.read,
    writes: store.write,
    carriers: {
      ...shown,
      ...(smtp && { email: createSmtp(smtp) }),
      ...(sms && { sms: createSmsGateway({ ...sms, clock }) }),
      webhook: createSignedWebhook({
        targets: { webhookTarget: store.read.webhookTarget, disableWebhookTarget: store.write.disableWebhookTarget },
        hosts: createAllowedHosts(webhookHosts),
        clock,
        log,
      }),
    },
    clock,
    log,
    zone: config.zone,
    acts,
    random: Math.random,
    keepDays,
  })
  const byKind = (name: string, help: string, value: (kind: MessageKind) => number) =>
    new Gauge({
      name: `yihao_${name}`,
      help,
      labelNames: ['kind'],
      registers: [metrics],
      collect() {
        for (const kind of messageKinds) this.set({ kind }, value(kind))
      },
    })
  byKind('messages_waiting', 'Messages that are due and have not left', kind => outbox.figures.waiting[kind])
  byKind('messages_lost', 'Messages that failed or came too late and are still kept', kind => outbox.figures.lost[kind])
  new Gauge({
    name: 'yihao_messages_oldest_seconds',
    help: 'How long the oldest message that waits has been due; 0: none waits',
    registers: [metrics],
    collect() {
      const { oldestDueAt } = outbox.figures
      this.set(oldestDueAt === null ? 0 : Math.max(0, (clock.now() - oldestDueAt) / 1_000))
    },
  })
  return outbox
}

const sum = (byKind: Readonly<Record<MessageKind, number>>): number =>
  messageKinds.reduce((all, kind) => all + byKind[kind], 0)

/** How the outbox fares, in a few numbers. */
export const healthOf = ({ waiting, lost, oldestDueAt }: OutboxFigures): Health['messages'] => ({
  waiting: sum(waiting),
  lost: sum(lost),
  oldestDueAt,
})
