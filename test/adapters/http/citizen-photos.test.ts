import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { type Challenge, isSolved } from '../../../src/adapters/http/citizens/challenges.ts'
import { boundsOfCitizens } from '../../../src/domain/attachments/bounds.ts'
import { mostBytes } from '../../../src/domain/attachments/kinds.ts'
import { docxOf, exifOf, jpegOf, pdfOf, pngOf } from '../../domain/attachments/given-files.ts'
import { until } from '../../helpers/until.ts'
import { atTheEnd, givenServer } from './given-server.ts'

const solve = ({ token, puzzles, bits }: Challenge): number[] =>
  Array.from({ length: puzzles }, (_, at) => {
    let answer = 0
    while (!isSolved(token, at, answer, bits)) answer += 1
    return answer
  })

let wishes = 0
const newWish = (): string => {
  wishes += 1
  return wishes.toString(16).padStart(32, '0')
}

const blank = { class: null, confidential: false, enterprise: false, anonymous: false, noCalls: false }

describe('photos of citizens', async () => {
  const given = await givenServer(atTheEnd(), { casesADay: 1_000 })
  const { app, store, attachments, engine, clock, caseOffice } = given
  const address = await given.listen()
  let strangers = 0
  /** Each call comes from an address of its own, unless it says whose. */
  const stranger = (): string => {
    strangers += 1
    return `10.1.${strangers >> 8}.${strangers & 255}`
  }
  const post = async (path: string, payload?: object, remoteAddress = stranger()) => {
    const url = `/api/public/cases${path}`
    const reply = await app.inject({ method: 'POST', url, remoteAddress, ...(payload && { payload }) })
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json(), code: undefined }
  }
  /** Work that was done for a wish. */
  const worked = async (requestId = newWish()) => {
    const challenge = (await post('/challenge')).body as Challenge
    return { requestId, challenge: challenge.token, answers: solve(challenge) }
  }
  type Worked = Awaited<ReturnType<typeof worked>>
  const headersOf = ({ requestId, challenge, answers }: Worked, name = '照片.jpg') => ({
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent(name),
    'x-request-id': requestId,
    'x-challenge': challenge,
    'x-answers': answers.join(','),
  })
  const upload = async (work: Worked, bytes = jpegOf(), name = '照片.jpg', remoteAddress = stranger(), change = {}) => {
    const headers = { ...headersOf(work, name), ...change }
    const url = '/api/public/cases/photos'
    const reply = await app.inject({ method: 'POST', url, remoteAddress, headers, payload: bytes })
    const body = reply.json()
    return { status: reply.statusCode, code: body.error?.code, id: String(body.attachment?.id), place: body.place }
  }
  const uploaded = async (work: Worked, bytes?: Buffer, name?: string) => {
    const answer = await upload(work, bytes, name)
    assert.equal(answer.status, 201, answer.code)
    return answer.id
  }
  const send = (work: Worked, ids: readonly string[], change: object = {}) =>
    post('', {
      ...work,
      ...blank,
      text: '路灯不亮',
      place: '解放路',
      phone: '13812345678',
      attachments: ids,
      ...change,
    })
  const sent = async (work: Worked, ids: readonly string[], change: object = {}) => {
    const { status, body } = await send(work, ids, change)
    assert.equal(status, 200, JSON.stringify(body))
    return body as { readonly caseNo: string; readonly queryCode: string }
  }
  const ofCase = (caseNo: string) => store.read.attachmentsOfCase(caseNo)
  const codeOf = ({ body }: { readonly body: { readonly error?: { readonly code: string } } | null }) =>
    body?.error?.code

  it('come to the case that is sent with them, without what they tell, and its requester sees how many', async () => {
    const work = await worked()
    const ids = [await uploaded(work), await uploaded(work, pngOf(), '二.png')]
    const key = await sent(work, ids)
    const rows = await ofCase(key.caseNo)
    assert.deepEqual(
      rows.map(({ id, name, uploaderKind, stripped }) => [id, name, uploaderKind, stripped]),
      [
        [ids[0], '照片.jpg', 'citizen', true],
        [ids[1], '二.png', 'citizen', true],
      ],
    )
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(work.requestId), 'who reads the ledger cannot send as he')
    assert.equal((await post('/progress', key)).body?.photos, 2)
    const opened = await attachments.vault.open(ids[0] ?? '')
    const kept: Uint8Array[] = []
    for await (const piece of opened?.read(0, opened.bytes) ?? []) kept.push(piece)
    await opened?.close()
    assert.ok(jpegOf().includes(exifOf()), 'the photo as it came tells its place')
    assert.ok(!Buffer.concat(kept).includes(Buffer.from('SECRETPHONE')))
  })

  it('are seen by those who see the case: the reviewer, and of a confidential one not its agents', async () => {
    const work = await worked()
    const [id] = [await uploaded(work)]
    const { caseNo } = await sent(work, [id], { class: 'report', confidential: true })
    await engine.settled()
    const cookie = await given.signIn('2001')
    const of = async (who: string) =>
      (await app.inject({ url: `/api/attachments/${id}`, headers: { cookie: who } })).statusCode
    assert.equal(await of(cookie), 200)
    assert.equal(await of(await given.signIn('1001')), 404)
    const list = await app.inject({ url: `/api/cases/${caseNo}/attachments`, headers: { cookie } })
    assert.equal(list.json().attachments.length, 1)
  })

  it('are taken with an addition to a case, by work of their own, however its number is written', async () => {
    const key = await sent(await worked(), [])
    const work = await worked()
    const id = await uploaded(work)
    const written = `${key.caseNo.slice(0, 8)}-${key.caseNo.slice(8, -1)}-${key.caseNo.slice(-1)}`
    const addition = { ...key, caseNo: written, requestId: work.requestId, text: '现场', attachments: [id] }
    assert.deepEqual((await post('/supplement', addition)).body, { done: true })
    assert.deepEqual((await post('/supplement', addition, stranger())).status, 200)
    assert.deepEqual(
      (await ofCase(key.caseNo)).map(row => row.id),
      [id],
    )
  })

  it('are not added to a case that takes no addition any more', async () => {
    const key = await sent(await worked(), [])
    assert.equal((await post('/withdraw', { ...key, requestId: newWish() })).status, 200)
    const work = await worked()
    const addition = { ...key, requestId: work.requestId, text: '晚了', attachments: [await uploaded(work)] }
    assert.equal(codeOf(await post('/supplement', addition)), 'citizen_add_not_now')
    assert.deepEqual(await ofCase(key.caseNo), [])
  })

  it('need work that was done for this very wish', async () => {
    const work = await worked()
    await uploaded(work)
    const other = newWish()
    assert.equal((await upload({ ...work, requestId: other })).code, 'challenge_over')
    const fresh = await worked()
    assert.equal((await upload({ ...fresh, answers: [1] })).code, 'challenge_unsolved')
    assert.equal((await upload({ ...fresh, challenge: `${fresh.challenge.slice(0, -1)}A` })).code, 'challenge_over')
    for (const change of [
      { 'x-answers': '-1' },
      { 'x-answers': 'a,b' },
      { 'x-request-id': '../../etc/passwd' },
      { 'x-challenge': '' },
      { 'x-file-name': '%E0%A4%A' },
    ])
      assert.match(
        (await upload(fresh, undefined, undefined, undefined, change)).code,
        /^(bad_request|challenge_over)$/,
      )
    clock.forward(2 * 3_600_000)
    assert.equal((await upload(work)).code, 'challenge_over')
    const again = await worked(work.requestId)
    assert.equal((await upload(again)).status, 201, 'the same wish goes on by other work')
  })

  it('of another wish, taken back, or never there are refused with the case, and no case is made', async () => {
    const count = async () => {
      await engine.settled()
      return (await store.read.cases({ limit: 500 })).length
    }
    const mine = await worked()
    const theirs = await worked()
    const foreign = await uploaded(theirs)
    const back = await uploaded(mine)
    const before = await count()
    assert.equal((await post('/photos/taken-back', { requestId: mine.requestId, id: back })).status, 204)
    for (const id of [foreign, back, '00000000-0000-4000-8000-000000000000'])
      assert.equal(codeOf(await send(mine, [id])), 'photo_gone')
    assert.equal(await count(), before)
    assert.equal(codeOf(await post('/photos/taken-back', { requestId: mine.requestId, id: foreign })), 'photo_gone')
    const key = await sent(theirs, [foreign])
    assert.equal(codeOf(await post('/photos/taken-back', { requestId: theirs.requestId, id: foreign })), 'photo_gone')
    assert.equal((await ofCase(key.caseNo)).length, 1)
    assert.equal((await upload(theirs)).code, 'photo_gone', 'what was sent takes no more')
  })

  it('are four at a time; one that is taken back makes room', async () => {
    const work = await worked()
    const ids: string[] = []
    for (let at = 0; at < boundsOfCitizens.mostWaiting; at += 1) ids.push(await uploaded(work))
    assert.equal((await upload(work)).code, 'photos_too_many')
    await post('/photos/taken-back', { requestId: work.requestId, id: ids.pop() })
    ids.push(await uploaded(work))
    assert.equal(codeOf(await send(work, [...ids, ...ids])), 'bad_request')
    assert.equal((await ofCase((await sent(work, ids)).caseNo)).length, 4)
  })

  it('are photos and nothing else, by their content, and no larger than 10 MB', async () => {
    const work = await worked()
    const refused = async (bytes: Buffer, name: string) => (await upload(work, bytes, name)).code
    assert.equal(await refused(pdfOf(), '现场.pdf'), 'photo_only')
    assert.equal(await refused(docxOf(), '现场.docx'), 'photo_only')
    assert.equal(await refused(pdfOf(), '现场.jpg'), 'attachment_disguised')
    assert.equal(await refused(Buffer.from('<svg onload=alert(1)>'), '现场.svg'), 'attachment_active')
    assert.equal(await refused(Buffer.alloc(0), '现场.jpg'), 'attachment_empty')
    assert.equal(await refused(jpegOf().subarray(0, 100), '现场.jpg'), 'attachment_damaged')
    assert.equal(await refused(Buffer.alloc(mostBytes.photo + 1), '现场.jpg'), 'photo_too_large')
    const name = '../../etc/现场\u202Egpj.exe\u0000.jpg'
    const row = await attachments.desk.find(await uploaded(work, jpegOf(), name))
    assert.match(row?.name ?? '', /^[\p{L}\p{N} ._-]+\.jpg$/u)
  })

  it('that break off on their way leave nothing behind, and the next one is taken', async () => {
    const work = await worked()
    const [host = '', port = ''] = address.split(':')
    const socket = connect(Number(port), host)
    const lines = Object.entries({ host: address, ...headersOf(work), 'content-length': '5000' })
    socket.write(`POST /api/public/cases/photos HTTP/1.1\r\n${lines.map(line => line.join(': ')).join('\r\n')}\r\n\r\n`)
    socket.write(jpegOf().subarray(0, 64))
    await new Promise<void>(resolve => socket.end(() => resolve()))
    socket.destroy()
    await until('it is taken', async () => (await upload(work)).status === 201)
    const [row] = await store.read.attachmentsLeft(clock.now() + 1, 500, 'citizen')
    assert.ok(row)
  })

  it('from one address are so many a day; other addresses go on', async () => {
    const from = '10.77.0.1'
    for (let at = 0; at < 5; at += 1) {
      const work = await worked()
      for (let each = 0; each < 4; each += 1) assert.equal((await upload(work, undefined, undefined, from)).status, 201)
    }
    const work = await worked()
    assert.equal((await upload(work, undefined, undefined, from)).code, 'photos_too_often')
    assert.equal((await upload(work)).status, 201)
  })

  it('that no case takes are erased after their hours; those of cases stay', async () => {
    const work = await worked()
    const kept = await sent(work, [await uploaded(work)])
    const left = await uploaded(await worked())
    await engine.settled()
    clock.forward(boundsOfCitizens.waitsMs)
    const late = await worked()
    assert.ok((await attachments.sweep.sweep()).left >= 1)
    assert.equal(await attachments.desk.find(left), null)
    assert.equal((await ofCase(kept.caseNo)).length, 1)
    assert.equal(codeOf(await send(late, [left])), 'photo_gone')
  })

  it('are refused in words where the disk is full or nearly so, and the case is taken without them', async t => {
    const work = await worked()
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const keep = t.mock.method(attachments.vault, 'keep', () => Promise.reject(full))
    assert.deepEqual([(await upload(work)).status, (await upload(work)).code], [507, 'attachment_no_room'])
    keep.mock.restore()
    const room = t.mock.method(attachments.vault, 'room', async () => boundsOfCitizens.leavesFree)
    assert.equal((await upload(work)).code, 'attachment_no_room')
    room.mock.restore()
    const { caseNo } = await sent(work, [])
    assert.ok(await caseOffice.file(caseNo))
  })
})
