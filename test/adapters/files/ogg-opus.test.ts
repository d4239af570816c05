import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDecoder } from 'libopus-wasm'
import { oggChecksum, oggOpusWriter } from '../../../src/adapters/files/recordings/ogg-opus.ts'
import { openOpusFile } from '../../../src/adapters/files/recordings/opus-file.ts'
import { heightOf, oggPages, toneOf } from './ogg-pages.ts'

/** The file of that audio, given in pieces of so many bytes. */
const fileOf = async (audio: Buffer, each = 1_000): Promise<Buffer> => {
  const file = await openOpusFile()
  const pieces: Uint8Array[] = []
  for (let at = 0; at < audio.length; at += each) pieces.push(file.add(audio.subarray(at, at + each)))
  pieces.push(file.end())
  file.free()
  return Buffer.concat(pieces)
}

/** What a player hears: decoded at 48 kHz, without the pre-skip and what is behind the end. */
const soundOf = async (file: Buffer): Promise<number[]> => {
  const pages = oggPages(file)
  const preSkip = pages[0]?.packets[0]?.readUInt16LE(10) ?? 0
  const decoder = await createDecoder({ sampleRate: 48_000, channels: 1 })
  const packets = pages.slice(2).flatMap(page => page.packets)
  const sound = packets.flatMap(packet => [...decoder.decode(packet)])
  decoder.free()
  return sound.slice(preSkip, pages.at(-1)?.granule)
}

test('given bytes whose checksum is known, it is that', () => {
  // the check value of CRC-32/CKSUM, without its inversion
  assert.equal(oggChecksum(Buffer.from('123456789')), (0x765e7680 ^ ~0) >>> 0)
  assert.equal(oggChecksum(Buffer.alloc(40)), 0)
})

test('given audio of any length, the file says that length to the sample, and decodes to it', async () => {
  for (const samples of [0, 1, 107, 108, 109, 159, 160, 161, 8_000, 24_691]) {
    const file = await fileOf(toneOf(samples, 440))
    const pages = oggPages(file)
    const preSkip = pages[0]?.packets[0]?.readUInt16LE(10) ?? 0
    assert.ok(preSkip > 0)
    assert.equal((pages.at(-1)?.granule ?? 0) - preSkip, samples * 6, `${samples} samples`)
    assert.equal((await soundOf(file)).length, samples * 6, `${samples} samples`)
    assert.deepEqual(
      pages.map(({ flags }) => flags),
      [2, ...Array.from({ length: pages.length - 2 }, () => 0), 4],
    )
  }
})

test('given a file, each page is numbered, whole by its checksum, and begins no later than a second after the one before', async () => {
  const pages = oggPages(await fileOf(toneOf(80_000, 700)))
  assert.equal(pages.length, 2 + 11)
  pages.forEach(({ sequence, checksum, bytes }, index) => {
    assert.equal(sequence, index)
    assert.equal(checksum, oggChecksum(bytes))
  })
  const granules = pages.slice(2).map(({ granule }) => granule)
  granules.slice(1).forEach((granule, index) => {
    const step = granule - (granules[index] ?? 0)
    assert.ok(step > 0 && step <= 48_000, `${step}`)
  })
  const [head, tags] = pages
  assert.equal(head?.packets[0]?.toString('latin1', 0, 8), 'OpusHead')
  assert.deepEqual([head?.packets[0]?.readUInt8(9), head?.packets[0]?.readUInt32LE(12)], [1, 8_000])
  assert.equal(tags?.packets[0]?.toString('latin1', 0, 8), 'OpusTags')
})

test('given a tone, it comes back as high, as loud and at the same time', async () => {
  const audio = Buffer.concat([Buffer.alloc(8_000, 0xff), toneOf(8_000, 440), toneOf(8_000, 1_000, 2_000)])
  const sound = await soundOf(await fileOf(audio))
  const second = (from: number) => sound.slice((from + 0.1) * 48_000, (from + 0.9) * 48_000)
  assert.ok(second(0).every(sample => Math.abs(sample) < 50))
  for (const [from, hertz, height] of [
    [1, 440, 8_000],
    [2, 1_000, 2_000],
  ] as const) {
    const found = heightOf(second(from), hertz, 48_000)
    assert.ok(Math.abs(20 * Math.log10(found / height)) < 1, `${hertz} Hz: ${found} of ${height}`)
    assert.ok(heightOf(second(from), hertz * 1.3, 48_000) < height / 20)
  }
  const begins = sound.findIndex(sample => Math.abs(sample) > 2_000)
  assert.ok(Math.abs(begins - 48_000) < 48_000 * 0.005, `the tone begins at ${begins / 48} ms`)
})

test('given the same audio in pieces of any size, the file is the same', async () => {
  const audio = toneOf(20_000, 300)
  const whole = await fileOf(audio, audio.length)
  for (const each of [1, 159, 161, 8_192]) assert.deepEqual(await fileOf(audio, each), whole, `pieces of ${each}`)
})

test('given packets of every awkward length, they come out of the pages as they went in', () => {
  const lengths = [0, 1, 254, 255, 256, 510, 600, 1_275, ...Array.from({ length: 300 }, (_, n) => n)]
  const packets = lengths.map((length, n) => Buffer.alloc(length, n))
  const writer = oggOpusWriter(312, 8_000)
  const pieces = [writer.head(), ...packets.map(packet => writer.packet(packet, 120)), writer.end(36_000)]
  const pages = oggPages(Buffer.concat(pieces)).slice(2)
  assert.deepEqual(
    pages.flatMap(page => page.packets),
    packets,
  )
  let samples = 0
  for (const page of pages.slice(0, -1)) {
    samples += page.packets.length * 120
    assert.equal(page.granule, samples)
  }
  assert.equal(pages.at(-1)?.granule, 36_312)
})
