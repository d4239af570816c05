import type { MessageKind } from '../../../domain/messages/message.ts'
import type { OutboxEntry } from '../../../domain/messages/outbox-table.ts'
import type { MessageReads } from '../../../engine/messages/message-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, isNull, lte, min, notInArray, sql } from '../drizzle.ts'
import { lost } from '../schema/define-messages.ts'

/** Messages in the outbox, and the systems that are told by webhook. */
export const messageReads = ({ db, tables: { outbox, webhookTargets } }: Builder): MessageReads => {
  const open = isNull(outbox.endedAt)
  // each of the two ways of waiting by itself, so that the index gives the oldest at once however many wait
  const waiting = (kind: MessageKind, urgent: boolean) =>
    and(open, eq(outbox.kind, kind), eq(outbox.state, 'waiting'), eq(outbox.urgent, urgent))
  const due = (kind: MessageKind, urgent: boolean, now: number, except: readonly string[], limit: number) =>
    db
      .select()
      .from(outbox)
      .where(
        and(
          waiting(kind, urgent),
          lte(outbox.nextAt, now),
          except.length === 0 ? undefined : notInArray(outbox.recipient, [...except]),
        ),
      )
      .orderBy(asc(outbox.nextAt), asc(outbox.key))
      .limit(limit)
  const next = (kind: MessageKind, urgent: boolean) =>
    db.select({ at: outbox.nextAt }).from(outbox).where(waiting(kind, urgent)).orderBy(asc(outbox.nextAt)).limit(1)
  return {
    async messagesDue(kind, now, except, limit) {
      const urgent = await due(kind, true, now, except, limit)
      if (urgent.length === limit) return urgent
      return [...urgent, ...(await due(kind, false, now, except, limit - urgent.length))]
    },

    messagesBeingSent: kind =>
      db
        .select()
        .from(outbox)
        .where(and(open, eq(outbox.kind, kind), eq(outbox.state, 'sending')))
        .orderBy(asc(outbox.urgent), asc(outbox.nextAt), asc(outbox.key)),

    async nextMessageAt(kind) {
      const found = await Promise.all([next(kind, true), next(kind, false)])
      const instants = found.flat().map(({ at }) => at)
      return instants.length === 0 ? null : Math.min(...instants)
    },

    async message(key) {
      const found: readonly OutboxEntry[] = await db.select().from(outbox).where(eq(outbox.key, key))
      return found[0] ?? null
    },

    async outboxCounts(now) {
      const columns = {
        kind: outbox.kind,
        state: outbox.state,
        count: sql<number>`count(*)`,
        oldest: min(outbox.dueAt),
      }
      const [due, ended] = await Promise.all([
        db
          .select(columns)
          .from(outbox)
          .where(and(open, lte(outbox.dueAt, now)))
          .groupBy(outbox.kind, outbox.state),
        db.select(columns).from(outbox).where(lost(outbox.state)).groupBy(outbox.kind, outbox.state),
      ])
      return [
        ...due.map(({ oldest, count, ...rest }) => ({
          ...rest,
          count: Number(count),
          oldestDueAt: oldest === null ? null : Number(oldest),
        })),
        ...ended.map(({ oldest: _, count, ...rest }) => ({ ...rest, count: Number(count), oldestDueAt: null })),
      ]
    },

    async webhookTarget(id) {
      return (await db.select().from(webhookTargets).where(eq(webhookTargets.id, id)))[0] ?? null
    },
  }
}
