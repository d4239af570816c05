import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Accepted, judgeFile } from '../../../src/domain/attachments/detect.ts'
import { readExif } from '../../../src/domain/attachments/exif.ts'
import type { AttachmentType } from '../../../src/domain/attachments/kinds.ts'
import {
  amrOf,
  colours,
  docxOf,
  exifOf,
  filmOf,
  filmPictures,
  haimen,
  jfif,
  jpegOf,
  jpegPicture,
  pdfOf,
  pngOf,
  pngPixels,
  wavOf,
  webpOf,
  webpPixels,
  xlsxOf,
} from './given-files.ts'

const accepted = (bytes: Uint8Array, name = ''): Accepted => {
  const judged = judgeFile(bytes, name)
  assert.ok(!('refused' in judged), 'refused' in judged ? judged.refused : '')
  return judged
}
const stripped = (bytes: Uint8Array): Buffer => Buffer.concat(accepted(bytes).stripped)

/** Whatever could say where, by what or when. */
const tells = /GPS|SECRETPHONE|Haimen|\xa9xyz|31[.,]|121\.17/

describe('photos of phones', () => {
  const photos = {
    jpeg: { whole: jpegOf(), picture: jpegPicture },
    png: { whole: pngOf(), picture: pngPixels },
    webp: { whole: webpOf(), picture: webpPixels },
  }
  for (const [type, { whole, picture }] of Object.entries(photos))
    test(`given a ${type} with its place, the place can be read, and what is kept tells neither place nor phone; its picture is the same`, () => {
      assert.match(whole.toString('latin1'), tells)
      const found = accepted(whole)
      assert.equal(found.type, type)
      assert.ok(found.place)
      assert.ok(Math.abs(found.place.latitude - haimen.latitude) < 1e-9)
      assert.ok(Math.abs(found.place.longitude - haimen.longitude) < 1e-9)
      const kept = Buffer.concat(found.stripped)
      assert.doesNotMatch(kept.toString('latin1'), tells)
      assert.equal(kept.includes(picture), true)
      assert.equal(accepted(kept).place, null)
      assert.equal(found.tellsNothing, true)
      assert.deepEqual(Buffer.concat(found.whole), whole)
    })

  test('given a photo that lies on its side, it does so afterwards; stripping twice changes nothing', () => {
    for (const whole of [jpegOf(), jpegOf({ exif: exifOf(8, false) }), pngOf(), webpOf()]) {
      const kept = stripped(whole)
      const at = kept.indexOf('MM\0*', 0, 'latin1')
      assert.notEqual(at, -1)
      assert.equal(readExif(kept.subarray(at)).orientation, whole.includes('MM\0*') ? 8 : 6)
      assert.deepEqual(stripped(kept), kept)
    }
    for (const whole of [jpegOf({ exif: null }), pngOf({ exif: exifOf(1) }), webpOf({ exif: null })])
      assert.equal(stripped(whole).includes('MM\0*'), false)
  })

  test('given the colours of a JPEG and its density, they stay', () => {
    const kept = stripped(jpegOf())
    assert.equal(kept.includes(colours), true)
    assert.equal(kept.includes(jfif), true)
  })

  test('given a film or a phone’s own data behind a photo, it is cut off, also where all else is kept', () => {
    const rest = filmOf()
    for (const whole of [jpegOf({ rest }), pngOf({ rest }), webpOf({ rest })]) {
      const found = accepted(whole)
      for (const pieces of [found.stripped, found.whole])
        assert.equal(Buffer.concat(pieces).includes(filmPictures), false)
    }
  })

  test('given EXIF whose place makes no sense, there is none', () => {
    const broken = [
      Buffer.from(exifOf().fill(0, 90, 94)),
      exifOf().subarray(0, 100),
      Buffer.concat([exifOf().subarray(0, 116), Buffer.alloc(48)]),
      Buffer.from('II*\0\xff\xff\xff\xff', 'latin1'),
    ]
    for (const exif of broken) assert.equal(readExif(exif).place, null)
    assert.ok(readExif(exifOf()).place)
  })
})

describe('films and sounds', () => {
  for (const brand of ['isom', 'mp42', 'qt  '])
    test(`given a film (${brand}) with its place, what is kept does not tell it and is as long; pictures are where they were`, () => {
      const whole = filmOf(brand)
      const kept = stripped(whole)
      assert.match(whole.toString('latin1'), tells)
      assert.doesNotMatch(kept.toString('latin1'), tells)
      assert.equal(kept.length, whole.length)
      assert.equal(kept.indexOf(filmPictures), whole.indexOf(filmPictures))
      assert.deepEqual(stripped(kept), kept)
    })

  test('given a track of sensors that says it lies where the boxes are, what is kept holds together', () => {
    const whole = filmOf('isom', ['vide', 'soun', 'meta'])
    const box = whole.indexOf('moov', 0, 'latin1') - 4
    const place = whole.lastIndexOf('stco') + 12
    for (const at of [0, 10, box - 4, box, box + 4]) {
      const damagedFilm = Buffer.from(whole)
      damagedFilm.writeUInt32BE(at, place)
      const kept = stripped(damagedFilm)
      assert.deepEqual(stripped(kept), kept)
      assert.equal(kept.includes(filmPictures), whole.includes(filmPictures))
    }
  })

  test('given data in two boxes, what the sensors wrote is found in the second', () => {
    const [whole, first] = [filmOf(), Buffer.from('\0\0\0\x10mdatpictures')]
    const two = Buffer.concat([whole.subarray(0, 20), first, whole.subarray(20)])
    for (let at = two.indexOf('stco'); at !== -1; at = two.indexOf('stco', at + 1))
      two.writeUInt32BE(two.readUInt32BE(at + 12) + first.length, at + 12)
    const kept = stripped(two)
    assert.doesNotMatch(kept.toString('latin1'), tells)
    assert.equal(kept.indexOf(first), 20)
    assert.equal(kept.indexOf(filmPictures), two.indexOf(filmPictures))
  })

  test('given a WAV with the name of a device, the sound alone is kept', () => {
    const kept = stripped(wavOf())
    assert.doesNotMatch(kept.toString('latin1'), tells)
    assert.deepEqual(kept.subarray(-6), Buffer.from([1, 2, 3, 4, 5, 0]))
    assert.equal(accepted(kept).type, 'wav')
  })
})

const samples: readonly Buffer[] = [
  jpegOf(),
  pngOf(),
  webpOf(),
  wavOf(),
  amrOf(),
  pdfOf(),
  docxOf(),
  xlsxOf(),
  filmOf(),
  Buffer.from('路灯不亮'),
]

/** Files with some bytes changed, cut out or doubled. */
const damaged = fc
  .record({
    file: fc.constantFrom(...samples),
    changes: fc.array(fc.record({ at: fc.nat(2_000), byte: fc.integer({ min: 0, max: 255 }) }), { maxLength: 12 }),
    cut: fc.option(fc.record({ from: fc.nat(2_000), bytes: fc.nat(40) })),
    rest: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ file, changes, cut, rest }) => {
    const bytes = Buffer.from(file)
    for (const { at, byte } of changes) bytes[at % bytes.length] = byte
    const from = cut ? cut.from % bytes.length : bytes.length
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + (cut?.bytes ?? 0)), rest])
  })

const kept: readonly AttachmentType[] = ['jpeg', 'png', 'webp', 'mp4', 'mov', 'm4a', 'wav']

describe('any bytes', () => {
  test('given any bytes under any name, they are judged and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.string(), (bytes, name) => {
        assert.ok(judgeFile(bytes, name))
      }),
      { numRuns: 2_000 },
    )
  })

  test('given damaged files, what is accepted is accepted again once stripped, unchanged, and tells no place', () => {
    fc.assert(
      fc.property(damaged, bytes => {
        const judged = judgeFile(bytes, '')
        if ('refused' in judged || !kept.includes(judged.type)) return
        const once = Buffer.concat(judged.stripped)
        const again = judgeFile(once, '')
        assert.ok(!('refused' in again), 'refused' in again ? again.refused : '')
        assert.deepEqual(Buffer.concat(again.stripped), once)
        assert.equal(again.place, null)
      }),
      { numRuns: 5_000 },
    )
  })
})
