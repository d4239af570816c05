import assert from 'node:assert/strict'
import { test } from 'node:test'
import { besideCases } from '../../../src/engine/citizens/beside-cases.ts'

type Parts = Parameters<typeof besideCases>[0]

const asker = { channel: 'wechat', key: 'k1' } as const

const given = (change: Partial<Parts['attachments']> = {}, confidential: boolean | null = false) => {
  const asked: unknown[] = []
  const attachments: Parts['attachments'] = {
    keep: async (bytes, name, uploader) => {
      asked.push(['keep', bytes.length, name, uploader])
      return { done: { row: { id: `of-${name}` }, place: null } as never }
    },
    refuseAttach: async () => null,
    attach: async (ids, uploader, of) => {
      asked.push(['attach', ids, uploader, of])
      return { done: ids.map(id => `${id}-there`) }
    },
    ...change,
  }
  const file = confidential === null ? null : ({ standing: { confidential } } as never)
  const reads: Parts['reads'] = {
    attachmentsOfCase: async () =>
      ['citizen', 'unit', 'wechat', 'user'].map(uploaderKind => ({ uploaderKind }) as never),
    searchArticles: async search => {
      asked.push(search)
      return [{ content: { title: '社保转移', body: '一、…' } } as never]
    },
  }
  return {
    asked,
    beside: besideCases({ attachments, office: { file: async () => file }, reads, clock: { now: () => 5 } }),
  }
}

test('given pictures of a citizen, when they are kept and attached, then they are his, and their ids are those they have at the case', async () => {
  const { asked, beside } = given()
  const ids = await beside.keepPhotos(asker, [{ name: 'a.jpg', bytes: new Uint8Array(3) }])
  assert.deepEqual(await beside.attach(asker, '20260302000018', ids), ['of-a.jpg-there'])
  const his = { kind: 'wechat', id: 'k1' }
  assert.deepEqual(asked, [
    ['keep', 3, 'a.jpg', his],
    ['attach', ['of-a.jpg'], his, { caseNo: '20260302000018', confidential: false }],
  ])
})

test('given a case that is not known to be open, then what tells of the author of a file is taken out', async () => {
  const { asked, beside } = given({}, null)
  await beside.attach(asker, '20260302000018', ['a'])
  assert.deepEqual((asked[0] as unknown[])[3], { caseNo: '20260302000018', confidential: true })
})

test('given a file that is refused, then the citizen’s wish is not done in silence', async () => {
  const kept = given({ keep: async () => ({ refused: 'attachment_disguised' }) })
  await assert.rejects(kept.beside.keepPhotos(asker, [{ name: 'a', bytes: new Uint8Array(1) }]), /attachment_disguised/)
  const attached = given({ refuseAttach: async () => 'not_found' })
  await assert.rejects(attached.beside.attach(asker, '20260302000018', ['x']), /not_found/)
})

test('given files of several people at a case, then those of its requester alone are counted as his photos', async () => {
  const { beside } = given()
  assert.equal(await beside.photosOf('20260302000018'), 2)
})

test('given words, then only what holds now and is published for citizens is found', async () => {
  const { asked, beside } = given()
  const found = await beside.knowledge({ module: 'public', words: '社保转移', limit: 3 })
  assert.deepEqual(found, [{ title: '社保转移', text: '一、…', path: null }])
  const { sought, ...search } = asked[0] as { sought: readonly string[] }
  assert.ok(sought.length > 0)
  assert.deepEqual(search, { module: ['public'], validOnly: true, now: 5, limit: 3 })
})
