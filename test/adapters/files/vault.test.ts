import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gatherPeaks } from '../../../src/adapters/files/recordings/mu-law.ts'
import { openVault } from '../../../src/adapters/files/recordings/vault.ts'
import { masterKeyOf } from '../../../src/adapters/files/sealed/master-key.ts'
import { openChunk, sealChunk, unwrapKey, wrapKey } from '../../../src/adapters/files/sealed/seal.ts'
import type { RecordingVault } from '../../../src/engine/recordings/ports.ts'
import { givenFolder } from '../../helpers/store.ts'

const part = 'c1-recording-1'
const key = Buffer.alloc(32, 7)
const headBytes = 58

/** Audio of so many bytes in which no two chunks are alike. */
const audioOf = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 7 + (at >> 9)) & 0xff))

async function* pieces(audio: Buffer, each = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < audio.length; at += each) yield audio.subarray(at, at + each)
}

async function* brokenOff(audio: Buffer): AsyncGenerator<Uint8Array> {
  yield audio
  throw new Error('Asterisk is gone')
}

const given = (t: TestContext) => {
  const folder = givenFolder(t)
  const sealed = () => globSync(join(folder, '**/*.sealed'))[0] ?? ''
  return { folder, vault: openVault(folder, key), sealed }
}

const read = async (vault: RecordingVault, from = 0, to?: number): Promise<Buffer> => {
  const opened = await vault.open(part)
  assert.ok(opened)
  try {
    const found: Uint8Array[] = []
    for await (const bytes of opened.read(from, to ?? opened.fileBytes)) found.push(bytes)
    return Buffer.concat(found)
  } finally {
    await opened.close()
  }
}

test('given audio of any length around that of a chunk, what is read is what was kept, also from the middle', async t => {
  for (const bytes of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]) {
    const { vault } = given(t)
    const audio = audioOf(bytes)
    const kept = await vault.keep(part, pieces(audio), bytes)
    assert.equal(kept.sha256, createHash('sha256').update(audio).digest('hex'))
    assert.equal(kept.audioMs, Math.round(bytes / 8))
    const wav = await read(vault)
    assert.deepEqual(wav.subarray(headBytes), audio, `${bytes} bytes`)
    assert.equal(wav.readUInt32LE(54), bytes)
    for (const [from, to] of [
      [0, 10],
      [50, 70],
      [headBytes + 65_530, headBytes + 65_545],
      [bytes, bytes + headBytes],
    ] as const)
      assert.deepEqual(await read(vault, from, to), wav.subarray(from, to), `${bytes} bytes, from ${from}`)
  }
})

test('given a recording that is kept, neither its audio nor its key is on the disk in the clear', async t => {
  const { folder, vault } = given(t)
  const audio = Buffer.alloc(10_000, 'speech ')
  await vault.keep(part, pieces(audio), null)
  for (const file of globSync(join(folder, '**/*')).filter(path => statSync(path).isFile())) {
    assert.ok(!readFileSync(file).includes('speech speech'), file)
    assert.equal(statSync(file).mode & 0o077, 0, `${file} is its owner's alone`)
  }
})

test('given a changed byte, a missing end, a swapped file or another master key, nothing is played', async t => {
  const audio = audioOf(200_000)
  const damages: Record<string, (path: string) => void> = {
    'a changed byte': path => {
      const bytes = readFileSync(path)
      bytes[100_000] = (bytes[100_000] ?? 0) ^ 1
      writeFileSync(path, bytes)
    },
    'a missing chunk': path => truncateSync(path, 8 + 3 * (65_536 + 16)),
    'half a chunk': path => truncateSync(path, 70_000),
    'an empty file': path => truncateSync(path, 0),
  }
  for (const [what, damage] of Object.entries(damages)) {
    const { vault, sealed } = given(t)
    await vault.keep(part, pieces(audio), null)
    damage(sealed())
    await assert.rejects(read(vault), what)
  }
  const { folder, vault } = given(t)
  await vault.keep(part, pieces(audio), null)
  await assert.rejects(read(openVault(folder, Buffer.alloc(32, 8))), 'another master key')
  await vault.keep('c2-recording-1', pieces(audioOf(200_001)), null)
  const [one = '', other = ''] = globSync(join(folder, 'keys/**/*.json')).sort()
  writeFileSync(one, readFileSync(other))
  await assert.rejects(vault.kept(part), 'the card of another recording')
})

test('given audio that breaks off, or is shorter than was said, nothing is kept and what was kept before stays', async t => {
  const { folder, vault } = given(t)
  await assert.rejects(vault.keep(part, brokenOff(audioOf(70_000)), null), /Asterisk is gone/)
  await assert.rejects(vault.keep(part, pieces(audioOf(100)), 101), /100 of 101/)
  assert.equal(await vault.kept(part), null)
  assert.equal(await vault.open(part), null)
  assert.deepEqual(globSync(join(folder, '**/*.part')), [])
  await vault.keep(part, pieces(audioOf(500)), 500)
  await assert.rejects(vault.keep(part, brokenOff(audioOf(70_000)), null))
  assert.equal((await read(vault)).length, headBytes + 500)
})

test('given names that are none of a recording, none leads out of the folder', async t => {
  const { vault } = given(t)
  for (const name of ['../c1-recording-1', '/etc/passwd', 'c1-recording-1/../../x', '', '..', 'c1-recording-1\0'])
    await assert.rejects(vault.keep(name, pieces(audioOf(1)), null), name)
})

test('given an erased recording, its key is gone with it, and erasing it again is nothing', async t => {
  const { folder, vault } = given(t)
  await vault.keep(part, pieces(audioOf(100)), null)
  await vault.erase(part)
  await vault.erase(part)
  assert.equal(await vault.open(part), null)
  assert.deepEqual(globSync(join(folder, '{audio,keys}/*/*')), [])
})

test('given no master key, one is made once for its owner alone; a damaged one is never replaced', t => {
  const folder = givenFolder(t)
  const first = masterKeyOf(null, folder)
  assert.ok(first.made !== null && existsSync(first.made))
  assert.equal(statSync(first.made).mode & 0o077, 0)
  assert.deepEqual(masterKeyOf(null, folder), { key: first.key, made: null })
  writeFileSync(first.made, 'nonsense')
  assert.throws(() => masterKeyOf(null, folder), /does not hold a key/)
  assert.deepEqual(masterKeyOf(key, folder), { key, made: null })
})

test('given a long recording, its peaks are 600 at most, loud where it is loud and 0 where it is silent', () => {
  const found = gatherPeaks()
  found.add(Buffer.alloc(8_000 * 60, 0xff))
  found.add(Buffer.alloc(8_000 * 60, 0x00))
  const peaks = found.peaks()
  assert.equal(peaks.length, 600)
  assert.ok(peaks.slice(0, 299).every(peak => peak === 0))
  assert.ok(peaks.slice(301).every(peak => peak === 100))
})

test('given one sealed chunk, it opens as what it is only: not in another place, not of another file, not as an end', () => {
  const sealed = sealChunk(key, part, 3, false, Buffer.from('sound'))
  assert.equal(openChunk(key, part, 3, false, sealed).toString(), 'sound')
  assert.throws(() => openChunk(key, part, 4, false, sealed))
  assert.throws(() => openChunk(key, 'c2-recording-1', 3, false, sealed))
  assert.throws(() => openChunk(key, part, 3, true, sealed))
  assert.throws(() => openChunk(key, part, 3, false, sealed.subarray(0, 10)))
  const wrapped = wrapKey(key, Buffer.alloc(12, 1), part, Buffer.alloc(32, 9))
  assert.deepEqual(unwrapKey(key, part, wrapped), Buffer.alloc(32, 9))
  assert.throws(() => unwrapKey(key, 'c2-recording-1', wrapped))
  assert.throws(() => unwrapKey(key, part, 'AAAA'))
})
