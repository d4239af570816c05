import type { Client, ClientConfig } from 'pg'
import type { Tip } from '../ledger/chain.ts'
import { noFacts } from '../ledger/chain.ts'
import type { LedgerWriter } from '../ledger/fact-line.ts'
import type { Query } from '../query.ts'
import { allOrFirstError, asker, connect } from './clients.ts'
import { mayPass } from './errors.ts'

/** The one connection that writes the ledger; a lost one is replaced by a new one at the next use. */
export const ledgerWriter = (config: ClientConfig, fence: Query): LedgerWriter & { close(): Promise<void> } => {
  const ask = asker()
  let current: Promise<Client> | null = null

  const reconnect = async (): Promise<Client> => {
    const forget = (): void => {
      if (current === mine) current = null
    }
    const mine: Promise<Client> = connect(config, forget)
    current = mine
    try {
      const client = await mine
      await client.query('set synchronous_commit = on')
      return client
    } catch (error) {
      forget()
      throw error
    }
  }
  const client = (): Promise<Client> => current ?? reconnect()

  const drop = async (): Promise<void> => {
    const left = current
    current = null
    await left?.then(each => each.end()).catch(() => {})
  }

  return {
    mayPass,
    async tip() {
      const { rows } = await ask(await client(), {
        sql: 'select seq, hash from facts order by seq desc limit 1',
        params: [],
      })
      const row = rows[0]
      return row ? ({ seq: Number(row[0]), hash: String(row[1]) } satisfies Tip) : noFacts
    },
    async write({ queries }) {
      const there = await client()
      try {
        // All in one round trip. COMMIT of a transaction that failed succeeds with the tag ROLLBACK, hence the check.
        const answers = [
          there.query('begin'),
          ...[fence, ...queries].map(query => ask(there, query)),
          there.query('commit'),
        ]
        const commit = (await allOrFirstError<unknown>(answers)).at(-1) as { command: string }
        if (commit.command !== 'COMMIT') throw new Error(`the transaction ended with ${commit.command}`)
      } catch (error) {
        // A connection after a failure is in no known state: it is left without waiting for its end, never mended.
        void drop()
        throw error
      }
    },
    close: drop,
  }
}
