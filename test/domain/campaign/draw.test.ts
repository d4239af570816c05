import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDrawn } from '../../../src/domain/campaign/draw.ts'
import { sipHash } from '../../../src/domain/campaign/sip-hash.ts'

const key = Uint8Array.from({ length: 16 }, (_, i) => i)
const message = (length: number) => Uint8Array.from({ length }, (_, i) => i)

/** SipHash-2-4 of 0 to 15 bytes 00, 01, … under the key 00 … 0f, as its authors published them (`vectors.h`, read little-endian); 15 is the example of their paper. */
const published: readonly bigint[] = [
  0x726fdb47dd0e0e31n,
  0x74f839c593dc67fdn,
  0x0d6c8009d9a94f5an,
  0x85676696d7fb7e2dn,
  0xcf2794e0277187b7n,
  0x18765564cd99a68dn,
  0xcbc9466e58fee3cen,
  0xab0200f58b01d137n,
  0x93f5f5799a932462n,
  0x9e0082df0ba9e4b0n,
  0x7a5dbbc594ddb9f3n,
  0xf4b32f46226bada7n,
  0x751e8fbc860ee5fbn,
  0x14ea5627c0843d90n,
  0xf723ca908e7af2een,
  0xa129ca6149be45e5n,
]

describe('the draw', () => {
  it('hashes as the authors of SipHash have published', () => {
    for (const [length, hash] of published.entries()) assert.equal(sipHash(key, message(length)), hash, `${length}`)
  })

  const seed = '000102030405060708090a0b0c0d0e0f'
  const ids = Array.from({ length: 10_000 }, (_, i) => `visits.case-${20260302000000 + i}-1`)

  it('chooses nobody, everybody, or about the share, and of a larger share all of the smaller one', () => {
    const chosen = (share: number) => ids.filter(id => isDrawn(seed, id, share))
    assert.equal(chosen(0).length, 0)
    assert.equal(chosen(1_000).length, ids.length)
    const some = chosen(300)
    // 3,000 expected, standard deviation 46: five of them
    assert.ok(Math.abs(some.length - 3_000) < 230, `${some.length}`)
    const more = new Set(chosen(400))
    assert.ok(some.every(id => more.has(id)))
  })

  it('is another one under the seed of another day, and the same under the same', () => {
    const other = 'ffeeddccbbaa99887766554433221100'
    const same = ids.filter(id => isDrawn(seed, id, 500) === isDrawn(other, id, 500)).length
    assert.ok(Math.abs(same - 5_000) < 250, `${same}`)
    assert.equal(isDrawn(seed, 'a', 500), isDrawn(seed, 'a', 500))
  })

  it('takes no seed that is none', () => {
    for (const wrong of ['', 'x', seed.slice(1), seed.toUpperCase(), `${seed}00`])
      assert.throws(() => isDrawn(wrong, 'a', 1), /seed/)
  })
})
