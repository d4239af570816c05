import type { Column } from 'drizzle-orm'
import type { MessageKind } from '../../../domain/messages/message.ts'
import type { OutboxState } from '../../../domain/messages/outbox-table.ts'
import type { Values } from '../../../domain/messages/template.ts'
import { type SQL, sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/** Which messages will never be sent; in letters, since an index is only used where the query says it in the same ones. */
export const lost = (state: Column): SQL => sql`${state} in ('failed', 'expired')`

/** Messages that leave the house, and the systems that are told by webhook. No projection of the ledger: they are kept for a time and go. */
export const defineMessages = ({ table, index, text, int, instant, flag, json }: Dialect) => {
  const outbox = table(
    'outbox',
    {
      key: text().primaryKey(),
      kind: text().$type<MessageKind>().notNull(),
      recipient: text().notNull(),
      template: text().notNull(),
      values: json<Values>().notNull(),
      subject: text().notNull(),
      text: text().notNull(),
      urgent: flag().notNull(),
      createdAt: instant().notNull(),
      notAfter: instant().notNull(),
      state: text().$type<OutboxState>().notNull(),
      dueAt: instant().notNull(),
      nextAt: instant().notNull(),
      tries: int().notNull(),
      lastError: text(),
      endedAt: instant(),
      receipt: text(),
    },
    t => [
      index('outbox_open').on(t.kind, t.state, t.urgent, t.nextAt, t.key).where(sql`${t.endedAt} is null`),
      index('outbox_ended').on(t.endedAt, t.key).where(sql`${t.endedAt} is not null`),
      index('outbox_recipient').on(t.recipient),
      index('outbox_lost').on(t.kind, t.state).where(lost(t.state)),
    ],
  )

  const webhookTargets = table('webhook_targets', {
    id: text().primaryKey(),
    url: text().notNull(),
    secret: text().notNull(),
    formerSecret: text(),
    disabledAt: instant(),
    disabledWhy: text(),
  })

  return { outbox, webhookTargets }
}
