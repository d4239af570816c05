import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { before, describe, test } from 'node:test'
import { errors } from '../../../src/wire/errors.ts'
import { docxOf, filmOf, haimen, jpegOf, pdfOf, pngOf } from '../../domain/attachments/given-files.ts'
import { until } from '../../helpers/until.ts'
import { caseNoOf } from '../store/given-cases.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
let server: GivenServer
let cookie = ''
let other = ''
let address = ''

before(async () => {
  server = await givenServer(cleanup)
  cookie = await server.signIn('1001')
  other = await server.signIn('1002')
  address = await server.listen()
})

const upload = async (bytes: Buffer, name: string, headers: Readonly<Record<string, string>> = {}) => {
  const reply = await server.app.inject({
    method: 'POST',
    url: '/api/attachments',
    headers: {
      cookie,
      origin: 'http://localhost:80',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
      ...headers,
    },
    payload: bytes,
  })
  return { status: reply.statusCode, body: reply.json(), code: reply.json().error?.code }
}
const uploaded = async (bytes: Buffer, name: string) => {
  const { status, body } = await upload(bytes, name)
  assert.equal(status, 201, JSON.stringify(body))
  return body.attachment as { id: string; name: string; type: string; bytes: number; sha256: string; stripped: boolean }
}
const get = (id: string, who = cookie, headers: Readonly<Record<string, string>> = {}, query = '') =>
  server.app.inject({ url: `/api/attachments/${id}${query}`, headers: { cookie: who, ...headers } })
/** Takes back what waits, so that tests do not fill each other's place. */
const takeBack = async (...ids: readonly string[]) => {
  for (const id of ids) {
    const reply = await server.app.inject({
      method: 'DELETE',
      url: `/api/attachments/${id}`,
      headers: { cookie, origin: 'http://localhost:80' },
    })
    assert.equal(reply.statusCode, 204)
  }
}

describe('an upload', () => {
  test('given a photo with its place, it is kept without it, the place is offered once, and what comes back is what was kept', async () => {
    const { body } = await upload(jpegOf(), '../../现场照片.JPEG')
    const { attachment, place } = body
    assert.ok(Math.abs(place.latitude - haimen.latitude) < 1e-9)
    assert.equal(attachment.name, '现场照片.jpg')
    assert.equal(attachment.stripped, true)
    const reply = await get(attachment.id)
    assert.equal(reply.statusCode, 200)
    assert.doesNotMatch(reply.rawPayload.toString('latin1'), /GPS|SECRETPHONE|Haimen/)
    assert.equal(createHash('sha256').update(reply.rawPayload).digest('hex'), attachment.sha256)
    assert.equal(reply.rawPayload.length, attachment.bytes)
    const row = await server.store.read.attachment(attachment.id)
    assert.deepEqual([row?.uploader, row?.uploaderKind, row?.caseNo], ['1001', 'user', null])
    assert.equal(JSON.stringify(row).includes('31.89'), false)
    await takeBack(attachment.id)
  })

  test('given hostile files, each is refused with a code of its own and nothing is kept', async () => {
    const tip = await server.store.read.tip()
    const hostile: readonly (readonly [Buffer, string, keyof typeof errors])[] = [
      [Buffer.from('<script>alert(1)</script>'), 'a.jpg', 'attachment_disguised'],
      [Buffer.from('<svg onload="x()"/>'), 'a.svg', 'attachment_active'],
      [Buffer.concat([Buffer.from('MZ'), Buffer.alloc(99)]), 'a.png', 'attachment_disguised'],
      [jpegOf({ rest: Buffer.from('<?php system($_GET[0]) ?>') }), 'a.jpg', 'attachment_disguised'],
      [docxOf({ 'word/vbaProject.bin': 'x' }), 'a.docx', 'attachment_active'],
      [jpegOf(), 'a.jpg.exe', 'attachment_active'],
      [Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'a.heic', 'attachment_heic'],
      [pngOf().subarray(0, 60), 'a.png', 'attachment_damaged'],
      [Buffer.from([0, 1, 2]), 'a', 'attachment_type_unknown'],
      [Buffer.alloc(0), 'a.jpg', 'attachment_empty'],
    ]
    for (const [bytes, name, code] of hostile) {
      const reply = await upload(bytes, name)
      assert.deepEqual([reply.status, reply.code], [errors[code].status, code], name)
    }
    assert.deepEqual(await server.store.read.tip(), tip)
    assert.deepEqual(await server.attachments.vault.writtenBefore(Date.now() + 60_000), [])
  })

  test('given hostile names, they are refused or made harmless, also in the header of the answer', async () => {
    const photo = await uploaded(pngOf(), 'x"\r\nset-cookie: a=b;\u202egnp.exe\\..\\现’场(1).png')
    assert.equal(photo.name, '现’场(1).png')
    const { headers } = await get(photo.id)
    assert.equal(
      headers['content-disposition'],
      'inline; filename="file.png"; filename*=UTF-8\'\'%E7%8E%B0%E2%80%99%E5%9C%BA%281%29.png',
    )
    await takeBack(photo.id)
    assert.equal((await upload(pngOf(), '', { 'x-file-name': '%E0%A4%A' })).code, 'bad_request')
    assert.equal((await upload(pngOf(), 'a'.repeat(7_000))).code, 'bad_request')
  })

  test('given no sign-in, another site, another type of body, or no name, it is refused', async () => {
    assert.equal((await upload(pngOf(), 'a.png', { cookie: '' })).code, 'not_signed_in')
    assert.equal((await upload(pngOf(), 'a.png', { origin: 'https://evil.example' })).code, 'foreign_origin')
    for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'image/png'])
      assert.equal((await upload(pngOf(), 'a.png', { 'content-type': type })).code, 'bad_request', type)
  })

  test('given many uploads that nobody attaches, the next one is refused', async () => {
    const all: string[] = []
    for (let count = 0; count < 20; count += 1) all.push((await uploaded(pngOf(), `${count}.png`)).id)
    assert.equal((await upload(pngOf(), 'more.png')).code, 'attachment_too_many')
    await takeBack(...all)
  })
})

describe('an upload that is too large or too slow', () => {
  /** Sends a head and as much of a body as is taken; gives what was sent and what came back. */
  const send = (length: number | null, first: Buffer, more: number) =>
    new Promise<{ answer: string; sent: number }>(resolve => {
      const [host = '', port = ''] = address.split(':')
      const socket = connect(Number(port), host)
      let answer = ''
      const announced = length === null ? 'transfer-encoding: chunked' : `content-length: ${length}`
      socket.write(
        `POST /api/attachments HTTP/1.1\r\nhost: ${address}\r\ncookie: ${cookie}\r\norigin: http://${address}\r\ncontent-type: application/octet-stream\r\nx-file-name: a.jpg\r\n${announced}\r\n\r\n`,
      )
      socket.write(first)
      let sent = first.length
      const piece = Buffer.alloc(64 * 1024)
      const go = () => {
        while (sent < more && !socket.destroyed) {
          sent += piece.length
          if (!socket.write(piece)) return void socket.once('drain', go)
        }
      }
      go()
      socket.on('data', data => {
        answer += data.toString('latin1')
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve({ answer, sent }))
    })

  test('given more than any file may have, the answer comes without a byte of it, and the connection ends', async () => {
    const { answer } = await send(60 * 1024 * 1024, Buffer.from([0xff, 0xd8]), 0)
    assert.match(answer, /^HTTP\/1\.1 413 /)
    assert.match(answer, /attachment_too_large/)
    assert.match(answer, /connection: close/i)
  })

  test('given a photo larger than photos may be, its first bytes are enough, and the rest is not read', async () => {
    const photo = Buffer.concat([jpegOf().subarray(0, 20), Buffer.alloc(40)])
    const { answer, sent } = await send(11 * 1024 * 1024, photo, 0)
    assert.match(answer, /^HTTP\/1\.1 413 /)
    assert.equal(sent, 60)
    // a sender who goes on sends into a connection that is gone
    const pushed = await send(40 * 1024 * 1024, photo, 40 * 1024 * 1024)
    assert.ok(pushed.sent < 40 * 1024 * 1024, `${pushed.sent}`)
  })

  test('given no length, it is refused', async () => {
    const { answer } = await send(null, Buffer.from('5\r\nhello\r\n'), 0)
    assert.match(answer, /^HTTP\/1\.1 400 /)
  })

  test('given uploads that begin and do not end, one who begins more is told to wait, and once they are gone he is not', async () => {
    const [host = '', port = ''] = address.split(':')
    const head = `POST /api/attachments HTTP/1.1\r\nhost: ${address}\r\ncookie: ${cookie}\r\norigin: http://${address}\r\ncontent-type: application/octet-stream\r\nx-file-name: a.mp4\r\ncontent-length: 1000\r\n\r\nabc`
    const told: string[] = []
    // four of one person's: no probe beside them, which would take one of his places itself
    const hanging = [1, 2, 3, 4].map(() =>
      connect(Number(port), host)
        .on('error', () => {})
        .on('data', data => void told.push(data.toString('latin1'))),
    )
    try {
      for (const socket of hanging) socket.write(head)
      await until('one of the four is told', () => told.length > 0)
      assert.match(told.join(''), /uploads_busy/)
      assert.equal((await upload(pngOf(), 'a.png')).code, 'uploads_busy')
      assert.equal((await upload(pngOf(), 'a.png', { cookie: other })).status, 201)
    } finally {
      for (const socket of hanging) socket.destroy()
    }
    await until('the hanging uploads are forgotten', async () => {
      const { status, body, code } = await upload(pngOf(), 'a.png')
      if (status === 201) await takeBack(body.attachment.id)
      return code !== 'uploads_busy'
    })
    assert.deepEqual(await server.store.read.attachmentsWaiting({ kind: 'user', id: '1001' }, 20), [])
  })
})

describe('a download', () => {
  test('given an upload of one agent, another does not see it, nor learns whether it is there', async () => {
    const { id } = await uploaded(pdfOf(), '合同.pdf')
    const nobody = 'ffffffff-0000-4000-8000-000000000000'
    for (const reply of [await get(id, other), await get(nobody, other), await get(id, await server.signIn('leader'))])
      assert.deepEqual([reply.statusCode, reply.json().error.code], [404, 'attachment_gone'])
    assert.equal((await get('..%2f..%2fetc%2fpasswd')).statusCode, 400)
    await takeBack(id)
    assert.equal((await get(id)).statusCode, 404)
  })

  test('given each kind of file, its answer lets nothing in it run, and only photos and PDF are shown by themselves', async () => {
    const kinds: readonly (readonly [Buffer, string, string, 'inline' | 'attachment'])[] = [
      [jpegOf(), 'a.jpg', 'image/jpeg', 'inline'],
      [pdfOf(), 'a.pdf', 'application/pdf', 'inline'],
      [Buffer.from('路灯不亮'), 'a.txt', 'text/plain; charset=utf-8', 'attachment'],
      [filmOf(), 'a.mp4', 'video/mp4', 'attachment'],
    ]
    for (const [bytes, name, type, how] of kinds) {
      const { id } = await uploaded(bytes, name)
      const { headers } = await get(id)
      assert.equal(headers['content-type'], type)
      assert.match(String(headers['content-disposition']), new RegExp(`^${how};`))
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['cache-control'], 'no-store')
      const policy = String(headers['content-security-policy'])
      assert.match(policy, type === 'application/pdf' ? /script-src 'none'/ : /default-src 'none'.*sandbox/)
      const saved = await get(id, cookie, {}, '?download=1')
      assert.match(String(saved.headers['content-disposition']), /^attachment;/)
      await takeBack(id)
    }
  })

  test('given a player that asks for a stretch, it gets it; for one that is not there, a refusal', async () => {
    const film = filmOf()
    const { id } = await uploaded(film, 'a.mp4')
    const part = await get(id, cookie, { range: 'bytes=10-19' })
    assert.deepEqual(
      [part.statusCode, part.headers['content-range'], part.rawPayload.length],
      [206, `bytes 10-19/${film.length}`, 10],
    )
    assert.equal((await get(id, cookie, { range: 'bytes=99999-' })).json().error.code, 'no_such_range')
    await takeBack(id)
  })

  test('given an attachment of a case, who may read the case may see it, and each opening is in the ledger once', async () => {
    const { id } = await uploaded(pngOf(), '现场.png')
    const caseNo = caseNoOf(1)
    const given = await server.attachments.desk.attach(
      [id],
      { kind: 'user', id: '1001' },
      { caseNo, confidential: false },
    )
    assert.deepEqual(given, { done: [id] })
    // the case itself is not there: nobody but the uploader may read it
    assert.equal((await get(id, other)).statusCode, 404)
    const seq = async () => (await server.store.read.tip())?.seq ?? 0
    const before = await seq()
    assert.equal((await get(id)).statusCode, 200)
    await get(id, cookie, { range: 'bytes=0-1' })
    assert.equal(await seq(), before + 1)
    server.clock.forward(31 * 60_000)
    await get(id)
    assert.equal(await seq(), before + 2)
    const list = await server.app.inject({ url: `/api/cases/${caseNo}/attachments`, headers: { cookie } })
    assert.deepEqual([list.statusCode, list.json().attachments.map((each: { id: string }) => each.id)], [200, [id]])
  })
})
