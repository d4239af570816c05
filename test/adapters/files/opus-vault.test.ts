import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createOpusEncoder } from '../../../src/adapters/files/recordings/opus-encoder.ts'
import { openVault } from '../../../src/adapters/files/recordings/vault.ts'
import { EncodingError, type RecordingVault } from '../../../src/engine/recordings/ports.ts'
import { givenFolder } from '../../helpers/store.ts'
import { oggPages, toneOf } from './ogg-pages.ts'

const part = 'c1-recording-1'
const key = Buffer.alloc(32, 7)
/** Seven seconds and a half sample's worth of a packet. */
const audio = toneOf(56_081, 440)

async function* pieces(bytes: Buffer, each = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += each) yield bytes.subarray(at, at + each)
}

async function* brokenOff(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
  throw new Error('Asterisk is gone')
}

const given = (t: TestContext, thread?: URL) => {
  const folder = givenFolder(t)
  const encoder = createOpusEncoder(thread)
  t.after(encoder.close)
  return { folder, vault: openVault(folder, key, encoder) }
}

/** A thread that does as its text says. */
const givenThread = (t: TestContext, text: string): URL => {
  const path = join(givenFolder(t), 'thread.mjs')
  writeFileSync(path, `import { parentPort } from 'node:worker_threads'\n${text}`)
  return pathToFileURL(path)
}

const read = async (vault: RecordingVault, name = part, from = 0, to?: number): Promise<Buffer> => {
  const opened = await vault.open(name)
  assert.ok(opened)
  try {
    const found: Uint8Array[] = []
    for await (const bytes of opened.read(from, to ?? opened.fileBytes)) found.push(bytes)
    return Buffer.concat(found)
  } finally {
    await opened.close()
  }
}

const mediaTypeOf = async (vault: RecordingVault, name: string): Promise<string | undefined> => {
  const opened = await vault.open(name)
  await opened?.close()
  return opened?.mediaType
}

test('given that recordings are kept as Opus, one is a whole Ogg file, a quarter as large or less, as long as it came', async t => {
  const { folder, vault } = given(t)
  const kept = await vault.keep(part, pieces(audio), audio.length, 'opus')
  const file = await read(vault)
  assert.equal(kept.codec, 'opus')
  assert.equal(kept.bytes, file.length)
  assert.equal(kept.sha256, createHash('sha256').update(file).digest('hex'))
  assert.equal(kept.audioMs, Math.round(audio.length / 8))
  assert.ok(file.length < audio.length / 3, `${file.length} of ${audio.length} bytes`)
  assert.ok(kept.peaks.length > 60 && kept.peaks.every(peak => peak > 20), 'peaks are those of what came')
  const pages = oggPages(file)
  assert.equal((pages.at(-1)?.granule ?? 0) - (pages[0]?.packets[0]?.readUInt16LE(10) ?? 0), audio.length * 6)
  assert.deepEqual(await vault.kept(part), kept)
  assert.equal(await mediaTypeOf(vault, part), 'audio/ogg')
  assert.deepEqual(await read(vault, part, 100, 5_000), file.subarray(100, 5_000))
  for (const path of globSync(join(folder, 'audio/*/*')))
    assert.ok(!readFileSync(path).includes('OggS'), 'it is sealed')
})

test('given that the setting changes, what was kept before is played as it is, also from before there was a choice', async t => {
  const { folder, vault } = given(t)
  await vault.keep(part, pieces(audio), audio.length)
  await vault.keep('c2-recording-1', pieces(audio), audio.length, 'opus')
  const before = openVault(folder, key)
  assert.equal(await mediaTypeOf(before, part), 'audio/wav')
  assert.deepEqual((await read(before)).subarray(58), audio)
  assert.equal(await mediaTypeOf(before, 'c2-recording-1'), 'audio/ogg')
  const cards = globSync(join(folder, 'keys/*/*.json')).map(path => readFileSync(path, 'utf8'))
  assert.deepEqual(cards.map(card => card.includes('codec')).sort(), [false, true])
})

test('given several recordings at once, each is the file that it is alone', async t => {
  const { vault } = given(t)
  const names = ['c1', 'c2', 'c3'].map(id => `${id}-recording-1`)
  const sounds = names.map((_, n) => toneOf(30_000 + n, 400 + 200 * n))
  const keep = (n: number) => vault.keep(names[n] ?? '', pieces(sounds[n] ?? audio), null, 'opus')
  const together = await Promise.all([keep(0), keep(1), keep(2)])
  const alone = [await keep(0), await keep(1), await keep(2)]
  assert.deepEqual(
    together.map(({ sha256 }) => sha256),
    alone.map(({ sha256 }) => sha256),
  )
})

test('given an encoder that fails or whose thread dies at any piece, nothing is kept, it is said whose fault it was, and the next try is a new one', async t => {
  const failing = {
    'says so': `parentPort.on('message', ({ id, audio }) => audio === 'drop' || parentPort.postMessage({ id, failed: 'no memory' }))`,
    throws: `parentPort.on('message', () => { throw new Error('broken') })`,
    ends: `parentPort.on('message', () => process.exit(1))`,
    'is not there': `import './no-such-file.mjs'`,
  }
  for (const [how, text] of Object.entries(failing)) {
    const { folder, vault } = given(t, givenThread(t, text))
    for (let tries = 0; tries < 2; tries += 1)
      await assert.rejects(vault.keep(part, pieces(audio), audio.length, 'opus'), EncodingError, how)
    assert.equal(await vault.kept(part), null, how)
    assert.deepEqual(globSync(join(folder, '**/*.{sealed,part}')), [], how)
    await vault.keep(part, pieces(audio), audio.length, 'g711')
    assert.deepEqual((await read(vault)).subarray(58), audio, how)
  }
})

test('given a thread that dies between two pieces, its file is not gone on with in another one', async t => {
  const answers = `({ id }) => { parentPort.postMessage({ id, bytes: new Uint8Array(3) }); existsSync(mark) || (writeFileSync(mark, ''), setImmediate(() => process.exit(1))) }`
  const mark = JSON.stringify(join(givenFolder(t), 'mark'))
  const imports = `import { existsSync, writeFileSync } from 'node:fs'\nconst mark = ${mark}\n`
  const { vault } = given(t, givenThread(t, `${imports}parentPort.on('message', ${answers})`))
  const gone = new Promise<void>(resolve => process.once('worker', worker => worker.once('exit', () => resolve())))
  const source = async function* () {
    yield audio
    await gone
    yield audio
  }
  await assert.rejects(vault.keep(part, source(), null, 'opus'), EncodingError)
  assert.equal((await vault.keep(part, pieces(audio), null, 'opus')).codec, 'opus')
})

test('given audio that breaks off or is too short, that is not the encoder’s fault, and it goes on encoding', async t => {
  const { vault } = given(t)
  const breaks = vault.keep(part, brokenOff(audio), null, 'opus')
  await assert.rejects(breaks, error => !(error instanceof EncodingError) && /Asterisk is gone/.test(String(error)))
  await assert.rejects(vault.keep(part, pieces(audio), audio.length + 1, 'opus'), /56081 of 56082/)
  assert.equal(await vault.kept(part), null)
  assert.equal((await vault.keep(part, pieces(audio), audio.length, 'opus')).codec, 'opus')
})

test('given an encoder that is closed with its server, that is no reason to keep the recording otherwise', async t => {
  const answersOnce = `parentPort.once('message', ({ id }) => parentPort.postMessage({ id, bytes: new Uint8Array(3) }))`
  const encoder = createOpusEncoder(givenThread(t, `${answersOnce}\nparentPort.on('message', () => {})`))
  const vault = openVault(givenFolder(t), key, encoder)
  const source = async function* () {
    yield audio
    setImmediate(encoder.close)
    yield audio
  }
  const noFault = (error: unknown) => !(error instanceof EncodingError) && /closed/.test(String(error))
  await assert.rejects(vault.keep(part, source(), null, 'opus'), noFault)
  await assert.rejects(vault.keep(part, pieces(audio), null, 'opus'), noFault)
})
