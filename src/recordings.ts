import { join } from 'node:path'
import type { Registry } from 'prom-client'
import { Gauge } from 'prom-client'
import { asteriskRecordings } from './adapters/asterisk/telephony/recordings.ts'
import type { AsteriskTelephony } from './adapters/asterisk/telephony/telephony.ts'
import { createOpusEncoder } from './adapters/files/recordings/opus-encoder.ts'
import { openVault } from './adapters/files/recordings/vault.ts'
import { masterKeyOf } from './adapters/files/sealed/master-key.ts'
import type { Config } from './config/config.ts'
import type { Engine } from './engine/engine.ts'
import type { Clock, Log } from './engine/ports.ts'
import { createKeeper } from './engine/recordings/keeper.ts'
import { createNights } from './engine/recordings/nightly.ts'
import type { Store } from './engine/store.ts'

interface Parts {
  readonly config: Config
  readonly store: Store
  readonly engine: Engine
  readonly telephony: Pick<AsteriskTelephony, 'ari'>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Registry
  /** Whether this server still acts; nothing is deleted in Asterisk by one that does not. */
  readonly acts: () => Promise<boolean>
}

/** Wires what keeps recordings. `keyMade`: the file of a master key that was made just now. */
export const openRecordings = ({ config, store, engine, telephony, clock, log, metrics, acts }: Parts) => {
  const folder = join(config.dataFolder, 'recordings')
  const { key, made } = masterKeyOf(config.recording.key, folder)
  const encoder = createOpusEncoder()
  const vault = openVault(folder, key, encoder)
  const line = engine.hotline.line
  /** A listening or a deletion that no ledger could hold must not happen. */
  const book = async (facts: Parameters<Engine['book']>[0]) => {
    if (store.line.state === 'losing') throw new Error('no store takes facts now')
    await engine.book(facts)
  }
  const source = asteriskRecordings({ ari: config.asterisk.ari, client: telephony.ari })
  const expectedMs = async (callId: string, part: string) => {
    if (!store.healthy) throw new Error('the store is away')
    await store.caughtUp()
    const [rows, found] = await Promise.all([store.read.recordings(callId), store.read.call(callId)])
    const startedAt = rows.find(row => row.part === part)?.startedAt ?? null
    const endedAt = found?.call.endedAt ?? null
    return startedAt === null || endedAt === null ? null : endedAt - startedAt
  }
  const keeper = createKeeper({
    source: { ...source, forget: async part => (await acts()) && source.forget(part) },
    vault,
    line,
    clock,
    log,
    codec: config.recording.codec,
    expectedMs,
    book,
  })
  const nights = createNights({
    reads: store.read,
    vault,
    line,
    clock,
    zone: config.zone,
    log,
    months: config.recording.months,
    complaintMonths: config.recording.complaintMonths,
    book,
  })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `yihao_${name}`,
      help,
      registers: [metrics],
      collect() {
        this.set(value())
      },
    })
  gauge('recordings_waiting', 'Recordings of ended calls that still lie in Asterisk', () => keeper.waiting)
  gauge('answered_without_audio', 'Answered calls of yesterday without a recording', () => nights.lacking ?? 0)
  return { vault, book, keeper, nights, closeEncoder: encoder.close, houseKey: key, keyMade: made }
}
