import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Client, ClientConfig } from 'pg'
import type { Log } from '../../../engine/ports.ts'
import type { Lease, LeaseState } from '../lease.ts'
import { migrationLock } from '../migrate/postgres.ts'
import type { Query } from '../query.ts'
import { StoreError } from '../store-error.ts'
import { connect } from './clients.ts'
import { mayPass } from './errors.ts'

/** How often the holder renews and a standby looks, ms. The lease itself lasts 3 s of the database's clock. */
const renewMs = 1_000
const lookMs = 250

/** Looks without the holder's session that mean it is dead: the second gives one whose connection broke time to return. */
const goneLooks = 2

/** How long someone who does not stand by asks, ms: the session of a killed process lives on for a moment. */
const patienceMs = 500

/** Any number: with the epoch it names the lock that tells whether the holder's session lives. */
const holderLock = 12_346

/** Longest wait for the goodbye of a database that may not be there, ms. */
const dropMs = 1_000

/** Raised by fence(): a later epoch has the lease. */
export const fencedCode = 'P0F01'

// Made by whoever comes first, beside the migrations, which are the holder's alone.
const prepare = [
  `create table if not exists lease (name text primary key, holder text not null, epoch bigint not null, expires_at timestamptz not null)`,
  `create or replace function fence(bigint) returns void language plpgsql as $$ begin
     perform 1 from lease where name = 'active' and epoch = $1 for share;
     if not found then raise exception 'fenced' using errcode = '${fencedCode}'; end if; end $$`,
]

const take = `insert into lease values ('active', $1, 1, clock_timestamp() + interval '3 s') on conflict (name) do update
  set holder = $1, epoch = lease.epoch + 1, expires_at = clock_timestamp() + interval '3 s'
  where lease.expires_at < clock_timestamp() or lease.epoch = $2 returning epoch`
const renew = `update lease set expires_at = clock_timestamp() + interval '3 s' where name = 'active' and epoch = $1`
// the epoch ends with it: a renewal or a commit of ours that hangs in the database must not count when it goes on
const release = `update lease set epoch = epoch + 1, expires_at = '-infinity' where name = 'active' and epoch = $1`

/** A lease of a PostgreSQL database that was taken. */
export interface PostgresLease extends Lease {
  /** The first statement of every commit: fails when another server has the lease. */
  readonly fence: Query
  /** Told by a commit that failed: gives the lease up when the fence refused it. */
  refused(code: string): boolean
  release(): Promise<void>
}

/**
 * Takes the lease of a database: at once when nobody has it, when it ran out, or when the session of its holder is gone. Where another
 * server has it, waits for it after a call of `standBy`; without `standBy` throws `store_in_use`.
 */
export const takeLease = async (
  config: ClientConfig,
  log: Log,
  standBy: (() => void) | null,
): Promise<PostgresLease> => {
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`
  const session = leaseSession(config)
  const began = performance.now()
  let waits = false
  let epoch: number | null = null
  let gone = 0
  while (epoch === null) {
    try {
      const client = await session.client()
      await prepareLease(client)
      const dead = await deadHolder(client)
      gone = dead === null ? 0 : gone + 1
      epoch = await tryTake(client, holder, gone >= goneLooks ? dead : null)
    } catch (error) {
      session.drop()
      if (!waits || !mayPass(error)) throw unavailable(error)
    }
    if (epoch !== null) break
    if (!standBy && performance.now() - began > patienceMs) {
      session.drop()
      throw new StoreError('store_in_use', 'The database is in use by another server.')
    }
    // a lease that is free in a moment, as after a crash, is no reason to speak of standing by
    if (standBy && !waits && gone === 0) {
      waits = true
      standBy()
    }
    await new Promise(resolve => setTimeout(resolve, lookMs))
  }
  return keepLease(session, epoch, log)
}

const keepLease = (session: LeaseSession, epoch: number, log: Log): PostgresLease => {
  const lost = Promise.withResolvers<string>()
  let state: LeaseState = 'ours'
  let released = false
  let timer: NodeJS.Timeout | undefined
  let asking: Promise<LeaseState> | null = null

  const lose = (why: string) => {
    state = 'lost'
    clearTimeout(timer)
    lost.resolve(why)
  }
  const ask = async (): Promise<LeaseState> => {
    try {
      const client = await session.client(epoch)
      const { rowCount } = await client.query(renew, [epoch])
      if (rowCount === 0) lose('another server has taken the lease')
      else if (state === 'unknown') log.info({ epoch }, 'the lease is renewed again')
      if (rowCount === 1) state = 'ours'
    } catch (error) {
      session.drop()
      if (state === 'ours') log.warn({ epoch, message: String(error) }, 'the lease cannot be renewed')
      if (state !== 'lost') state = 'unknown'
    }
    return state
  }
  const check = (): Promise<LeaseState> => {
    if (state === 'lost') return Promise.resolve(state)
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
  const keep = async () => {
    await check()
    if (!released && state !== 'lost') timer = setTimeout(keep, state === 'ours' ? renewMs : lookMs).unref()
  }
  timer = setTimeout(keep, renewMs).unref()

  return {
    lost: lost.promise,
    check,
    fence: { sql: 'select fence($1)', params: [epoch] },
    refused(code) {
      if (code === fencedCode) lose('the database refused a commit: another server has the lease')
      return state === 'lost'
    },
    async release() {
      released = true
      clearTimeout(timer)
      if (state === 'ours')
        await session
          .client()
          .then(client => client.query(release, [epoch]))
          .catch(() => {})
      await Promise.race([session.drop(), new Promise(resolve => setTimeout(resolve, dropMs).unref())])
    },
  }
}

/** The connection whose life is the holder's sign of life; a lost one is replaced at the next use. */
interface LeaseSession {
  /** `epoch`: what a new connection locks again as its holder. */
  client(epoch?: number): Promise<Client>
  drop(): Promise<void>
}

const leaseSession = (config: ClientConfig): LeaseSession => {
  const own = { ...config, pipeline: false, query_timeout: 2_000, connectionTimeoutMillis: 2_000, lock_timeout: 1_500 }
  let current: Promise<Client> | null = null
  const drop = async () => {
    const left = current
    current = null
    await left?.then(client => client.end()).catch(() => {})
  }
  return {
    client(epoch) {
      if (current) return current
      const forget = () => {
        if (current === mine) current = null
      }
      const mine: Promise<Client> = connect(own, forget).then(async client => {
        if (epoch !== undefined) await client.query(`select pg_try_advisory_lock(${lockOf('$1')})`, [epoch])
        return client
      })
      current = mine
      mine.catch(forget)
      return mine
    },
    drop,
  }
}

const lockOf = (epoch: string) => `${holderLock}, (${epoch}::bigint % 2147483647)::int`

const prepareLease = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('lease') is not null and to_regprocedure('fence(bigint)') is not null as there`,
  )
  if (rows[0]?.there) return
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
  for (const statement of prepare) await client.query(statement)
  await client.query('commit')
}

/** The epoch whose holder has no session any more, or null. */
const deadHolder = async (client: Client): Promise<number | null> => {
  const { rows } = await client.query<{ epoch: number; dead: boolean }>(
    `select epoch, pg_try_advisory_lock(${lockOf('epoch')}) as dead from lease where name = 'active'`,
  )
  const [row] = rows
  if (!row?.dead) return null
  await client.query(`select pg_advisory_unlock(${lockOf('$1')})`, [row.epoch])
  return row.epoch
}

/** Takes the lease if it is free, has run out, or still has the epoch `dead`; gives the new epoch. */
const tryTake = async (client: Client, holder: string, dead: number | null): Promise<number | null> => {
  await client.query('begin')
  const { rows } = await client.query<{ epoch: number }>(take, [holder, dead])
  const epoch = rows[0]?.epoch ?? null
  // inside, so that nobody sees the new epoch without its lock
  if (epoch !== null) await client.query(`select pg_advisory_lock(${lockOf('$1')})`, [epoch])
  await client.query('commit')
  return epoch
}

const unavailable = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  const why = error instanceof Error ? error.message : String(error)
  return new StoreError('store_unavailable', `The database server cannot be used: ${why}.`, { cause: error })
}
