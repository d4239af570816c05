import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync, globSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { openAttachmentVault } from '../../../src/adapters/files/attachments/vault.ts'
import type { Uploader } from '../../../src/domain/attachments/attachment-facts.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { createAttachmentDesk } from '../../../src/engine/attachments/attachment-desk.ts'
import type { AttachmentRow } from '../../../src/engine/attachments/attachment-store.ts'
import { caseReaders } from '../../../src/engine/attachments/may-read.ts'
import { createSweep } from '../../../src/engine/attachments/sweep.ts'
import type { Reads } from '../../../src/engine/store.ts'
import type { Viewer } from '../../../src/engine/viewer.ts'
import { jpegOf, pdfOf, pngOf } from '../../domain/attachments/given-files.ts'
import { dialects, givenFolder, givenStore, keptLog } from '../../helpers/store.ts'

const wang: Uploader = { kind: 'user', id: '1001' }
const citizen: Uploader = { kind: 'citizen', id: '1001' }
const opener = { userName: '1002', role: 'agent', address: '10.0.0.1' }
const day = 24 * 3_600_000

const given = async (t: TestContext, dialect: (typeof dialects)[number] = 'sqlite', keepsMetadata = false) => {
  const store = await givenStore(t, dialect)
  const folder = givenFolder(t)
  const vault = openAttachmentVault(folder, Buffer.alloc(32, 7))
  const booked: Fact[] = []
  let ahead = 0
  let fails = false
  const clock = { now: () => Date.now() + ahead, at: () => () => {} }
  const log = keptLog()
  const desk = createAttachmentDesk({
    reads: store.read,
    vault,
    book: async facts => {
      if (fails) throw new Error('no store takes facts now')
      booked.push(...facts)
      await store.append(facts)
    },
    clock,
    log,
    newId: randomUUID,
    keepsMetadata,
  })
  const sweep = createSweep({ desk, vault, reads: store.read, clock, log, settled: store.caughtUp })
  return {
    ...{ store, folder, vault, booked, desk, sweep },
    files: () => globSync(join(folder, '*/*/*')),
    forward: (ms: number) => {
      ahead += ms
    },
    failing: (yes: boolean) => {
      fails = yes
    },
    keep: async (bytes: Uint8Array, name = 'a', uploader = wang): Promise<AttachmentRow> => {
      const answer = await desk.keep(bytes, name, uploader)
      assert.ok('done' in answer, JSON.stringify(answer))
      return answer.done.row
    },
    content: async (row: AttachmentRow): Promise<Buffer> => {
      const answer = await desk.open(row, opener, false)
      assert.ok('done' in answer)
      const pieces: Uint8Array[] = []
      for await (const piece of answer.done.read(0, row.bytes)) pieces.push(piece)
      await answer.done.close()
      return Buffer.concat(pieces)
    },
  }
}

for (const dialect of dialects)
  describe(`attachments on ${dialect}`, () => {
    test('given uploads that are attached, opened and erased, rows and facts tell it in order', async t => {
      const { desk, store, keep, content, booked } = await given(t, dialect)
      const [first, second] = [await keep(jpegOf(), '一.jpg'), await keep(pdfOf(), '二.pdf')]
      assert.deepEqual(
        (await store.read.attachmentsWaiting(wang, 9)).map(({ id }) => id).toSorted(),
        [first.id, second.id].toSorted(),
      )
      const of = { caseNo: 'N1', confidential: false }
      assert.deepEqual(await desk.attach([second.id, first.id], wang, of), { done: [second.id, first.id] })
      assert.deepEqual(await desk.attach([second.id, first.id], wang, of), { done: [second.id, first.id] })
      const third = await keep(pngOf(), '三.png')
      assert.deepEqual(await desk.attach([third.id], wang, of), { done: [third.id] })
      const rows = await store.read.attachmentsOfCase('N1')
      assert.deepEqual(
        rows.map(({ id, position }) => [id, position]),
        [
          [second.id, 1],
          [first.id, 2],
          [third.id, 3],
        ],
      )
      assert.deepEqual(
        rows.map(({ stripped }) => stripped),
        [false, true, true],
      )
      assert.deepEqual(await store.read.attachmentsWaiting(wang, 9), [])
      assert.match((await content(second)).toString('latin1'), /^%PDF/)
      assert.deepEqual(await desk.erase(first.id, 'removed', '1001'), { done: null })
      assert.deepEqual(
        (await store.read.attachmentsOfCase('N1')).map(({ id }) => id),
        [second.id, third.id],
      )
      assert.equal(await desk.find(first.id), null)
      assert.deepEqual(await store.read.attachmentsAmong([first.id, second.id]), [second.id])
      assert.deepEqual(
        booked.map(({ kind }) => kind.slice('attachment_'.length)),
        ['kept', 'kept', 'attached', 'attached', 'kept', 'attached', 'opened', 'erased'],
      )
    })

    test('given uploads that nobody attached within a day, and files that no upload has, they are erased', async t => {
      const { desk, store, keep, sweep, forward, files, vault, booked } = await given(t, dialect)
      const left = await keep(pngOf())
      const used = await keep(pngOf())
      await desk.attach([used.id], wang, { caseNo: 'N1', confidential: false })
      const orphan = randomUUID()
      await vault.keep(orphan, [pngOf()])
      assert.deepEqual(await sweep.sweep(), { left: 0, orphans: 0 })
      forward(day + 1_000)
      assert.equal('refused' in (await desk.attach([left.id], wang, { caseNo: 'N1', confidential: false })), true)
      assert.deepEqual(await sweep.sweep(), { left: 1, orphans: 1 })
      assert.deepEqual(
        files().map(path => path.includes(used.id)),
        [true, true],
      )
      const last = booked.at(-1)
      assert.deepEqual(last?.kind === 'attachment_erased' && [last.attachmentId, last.why], [left.id, 'unattached'])
      assert.deepEqual(await sweep.sweep(), { left: 0, orphans: 0 })
      assert.equal((await store.read.attachment(left.id))?.erasedAt !== null, true)
    })
  })

test('given photos that keep what they tell, a confidential case gets them without it, in one commit, and the old ones are gone', async t => {
  const { desk, store, keep, content, vault, booked } = await given(t, 'sqlite', true)
  const photo = await keep(jpegOf(), '现场.jpg')
  assert.match((await content(photo)).toString('latin1'), /SECRETPHONE/)
  const paper = await keep(pdfOf(), '合同.pdf')
  const answer = await desk.attach([photo.id, paper.id], wang, { caseNo: 'N1', confidential: true })
  assert.ok('done' in answer)
  const [clean] = await store.read.attachmentsOfCase('N1')
  assert.ok(clean && clean.id === answer.done[0] && clean.id !== photo.id)
  assert.deepEqual([clean.name, clean.stripped, clean.uploader], ['现场.jpg', true, '1001'])
  assert.doesNotMatch((await content(clean)).toString('latin1'), /SECRETPHONE|GPS/)
  assert.equal(await vault.open(photo.id), null)
  assert.deepEqual(
    booked.slice(-5).map(({ kind }) => kind.slice('attachment_'.length)),
    ['kept', 'attached', 'erased', 'attached', 'opened'],
  )
})

test('given a case that becomes confidential, its photos lose what they tell and keep their places', async t => {
  const { desk, store, keep } = await given(t, 'sqlite', true)
  const rows = [await keep(jpegOf()), await keep(pngOf())]
  await desk.attach(
    rows.map(({ id }) => id),
    wang,
    { caseNo: 'N1', confidential: false },
  )
  assert.deepEqual(await desk.strip('N1'), { done: null })
  const after = await store.read.attachmentsOfCase('N1')
  assert.deepEqual(
    after.map(({ type, position, stripped }) => [type, position, stripped]),
    [
      ['jpeg', 1, true],
      ['png', 2, true],
    ],
  )
  await desk.strip('N1')
  assert.deepEqual(await store.read.attachmentsOfCase('N1'), after)
})

test('given another’s uploads, too many of them, one twice, or one of another case, nothing is attached', async t => {
  const { desk, keep, store } = await given(t)
  const mine = await keep(pngOf())
  const hers = await keep(pngOf(), 'a', citizen)
  const of = { caseNo: 'N1', confidential: false }
  assert.deepEqual(await desk.attach([mine.id, hers.id], wang, of), { refused: 'attachment_gone' })
  assert.deepEqual(await desk.attach([mine.id, mine.id], wang, of), { refused: 'attachment_too_many' })
  assert.deepEqual(
    await desk.attach(
      Array.from({ length: 10 }, () => randomUUID()),
      wang,
      of,
    ),
    { refused: 'attachment_too_many' },
  )
  assert.deepEqual(await store.read.attachmentsOfCase('N1'), [])
  await desk.attach([mine.id], wang, of)
  assert.deepEqual(await desk.attach([mine.id], wang, { ...of, caseNo: 'N2' }), { refused: 'attachment_gone' })
  let count = 1
  while (count < 20) {
    const row = await keep(pngOf())
    assert.equal('done' in (await desk.attach([row.id], wang, of)), true)
    count += 1
  }
  const more = await keep(pngOf())
  assert.deepEqual(await desk.attach([more.id], wang, of), { refused: 'attachment_too_many' })
  assert.equal(await desk.refuseAttach([more.id], wang, null), null)
})

test('given facts that cannot be kept, no file stays, nothing is attached, and nobody sees anything', async t => {
  const { desk, keep, failing, files, store } = await given(t)
  const row = await keep(pngOf())
  failing(true)
  await assert.rejects(desk.keep(jpegOf(), 'a', wang))
  await assert.rejects(desk.attach([row.id], wang, { caseNo: 'N1', confidential: false }))
  assert.deepEqual(await desk.open(row, opener, false), { refused: 'store_down' })
  await assert.rejects(desk.erase(row.id, 'removed', null))
  assert.equal(files().length, 2)
  assert.deepEqual(await store.read.attachmentsOfCase('N1'), [])
})

test('given the folder, no path and no byte on the disk tells what a file is called or shows, and all is its owner’s alone', async t => {
  const { keep, files, desk } = await given(t)
  const row = await keep(Buffer.from('路灯不亮 TESTTEXT'.repeat(9)), '秘密 SECRETNAME.txt')
  for (const path of files()) {
    assert.match(path, /\/(files|keys)\/[0-9a-f]{2}\/[0-9a-f-]{36}\.(sealed|json)$/)
    assert.doesNotMatch(readFileSync(path, 'latin1'), /SECRETNAME|TESTTEXT/)
    assert.equal(statSync(path).mode & 0o77, 0)
  }
  const sealed = files().find(path => path.endsWith('.sealed')) ?? ''
  const bytes = readFileSync(sealed)
  bytes[40] = (bytes[40] ?? 0) ^ 1
  writeFileSync(sealed, bytes)
  const answer = await desk.open(row, opener, true)
  assert.ok('done' in answer)
  await assert.rejects(async () => {
    for await (const _ of answer.done.read(0, 10)) assert.fail('something was read')
  })
  await answer.done.close()
  appendFileSync(sealed, 'x')
  assert.deepEqual(await desk.open(row, opener, true), { refused: 'attachment_unreadable' })
})

test('given a file whose writing broke off, it goes after a day', async t => {
  const { folder, vault, sweep, forward } = await given(t)
  const id = randomUUID()
  await vault.keep(id, [pngOf()])
  const path = join(folder, 'files', id.slice(0, 2), `${id}.sealed`)
  writeFileSync(`${path}.part`, 'half')
  utimesSync(`${path}.part`, 1, 1)
  forward(day + 1_000)
  assert.deepEqual(await sweep.sweep(), { left: 0, orphans: 1 })
  assert.deepEqual(globSync(join(folder, 'files/*/*')), [])
})

test('given an attachment, its uploader may see it; others as they may read its case', async () => {
  const readers = (confidential: boolean) =>
    caseReaders({ caseByNo: async () => ({ case: { confidential, agentId: '1001' } }) } as unknown as Pick<
      Reads,
      'caseByNo'
    >)
  const viewer = (name: string, role: Viewer['role']) =>
    ({ name, role, agentId: role === 'agent' ? name : null }) as Viewer
  const row = (caseNo: string | null, uploaderKind: 'user' | 'citizen' = 'citizen') =>
    ({ caseNo, uploader: '1002', uploaderKind }) as AttachmentRow
  const sees = async (name: string, role: Viewer['role'], of: AttachmentRow, confidential = false) =>
    readers(confidential).mayRead(viewer(name, role), of)
  assert.equal(await sees('1003', 'agent', row('N1')), true)
  assert.equal(await sees('1003', 'agent', row(null)), false)
  assert.equal(await sees('leader', 'shift_leader', row(null)), false)
  assert.equal(await sees('1003', 'agent', row('N1'), true), false)
  assert.equal(await sees('1001', 'agent', row('N1'), true), true)
  assert.equal(await sees('leader', 'shift_leader', row('N1'), true), true)
  assert.equal(await sees('1002', 'agent', row(null, 'user')), true)
  // a citizen may be called as an agent is
  assert.equal(await sees('1002', 'agent', row(null)), false)
})
