import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import fc from 'fast-check'
import type { App } from '../../../../src/adapters/http/app.ts'
import { createMessageCipher } from '../../../../src/adapters/messaging/wechat/message-cipher.ts'
import type { WechatDoor } from '../../../../src/engine/citizens/wechat-door.ts'
import { until } from '../../../helpers/until.ts'
import { atTheEnd, givenServer } from '../../http/given-server.ts'
import { caseNo, givenCitizens, givenDoor, queryCode } from './given-citizens.ts'
import { account, encrypt, field, type Knock, knock, messageXml, openAnswer, openid, textIn } from './given-wechat.ts'
import { echo, sampleMessage } from './vectors.ts'

const cleanup = atTheEnd()
let app: App
let other: App
let door: WechatDoor = givenDoor().door

const signIn = {
  start: () => ({ url: '', ticket: '', seconds: 1 }),
  finish: async () => 'refused' as const,
  citizenOf: () => null,
}

before(async () => {
  const wechat = {
    door: { echo: query => door.echo(query), message: (...all) => door.message(...all) } as WechatDoor,
    signIn,
  }
  app = (await givenServer(cleanup, { wechat })).app
  other = (await givenServer(cleanup)).app
})

/** A door behind the address, and what WeChat sends to it. */
const given = (but: Parameters<typeof givenDoor>[0] = {}) => {
  const all = givenDoor(but)
  door = all.door
  const send = async ({ url, body }: Knock, headers: Record<string, string> = {}) => {
    const reply = await app.inject({
      method: 'POST',
      url,
      payload: body,
      headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0', ...headers },
    })
    return { status: reply.statusCode, body: reply.body, type: reply.headers['content-type'] }
  }
  const text = (content: string, at = all.clock.seconds()) => messageXml({ MsgType: 'text', Content: content }, at)
  return { ...all, send, text }
}

const query = `查询 ${caseNo} ${queryCode}`

test('given the published echo, when WeChat asks whether the address is ours, then it gets it back and nobody else does', async () => {
  const { clock } = given({ token: echo.token })
  clock.forward(Number(echo.timestamp) * 1_000 - clock.now())
  const { token: _, ...params } = echo
  const ask = (but: object) => app.inject({ url: `/api/wechat?${new URLSearchParams({ ...params, ...but })}` })
  const right = await ask({})
  assert.deepEqual([right.statusCode, right.body], [200, echo.echostr])
  assert.match(String(right.headers['content-type']), /^text\/plain/)
  for (const but of [{ signature: '0'.repeat(40) }, { timestamp: '1714036505' }, { nonce: '1514711493' }]) {
    const wrong = await ask(but)
    assert.deepEqual([wrong.statusCode, wrong.json().error.code], [403, 'wechat_refused'])
  }
  assert.equal((await ask({ echostr: '<script>' })).statusCode, 400)
  clock.forward(301_000)
  assert.equal((await ask({})).statusCode, 403)
})

test('given the message of the official sample, when it comes, then it is answered, signed and encrypted', async () => {
  const { clock, send } = given()
  clock.forward(Number(sampleMessage.timestamp) * 1_000 - clock.now())
  const { timestamp, nonce, messageSignature, body } = sampleMessage
  const url = `/api/wechat?${new URLSearchParams({ timestamp, nonce, encrypt_type: 'aes', msg_signature: messageSignature })}`
  const answer = await send({ url, body })
  assert.equal(answer.status, 200)
  assert.match(String(answer.type), /^text\/xml/)
  const plain = openAnswer(answer.body)
  assert.deepEqual(
    ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'].map(name => field(plain, name)),
    ['oyORnuP8q7ou2gfYjqLzSIWZf0rs', 'gh_10f6c3c3ac5a', timestamp, 'text'],
  )
  assert.equal(field(answer.body, 'Nonce'), nonce)
})

test('given each mode, when each kind of message comes, then only what the mode lets in is read', async () => {
  for (const [mode, lets] of [
    ['safe', ['safe', 'compatible']],
    ['plain', ['plain']],
    ['compatible', ['safe', 'compatible', 'plain']],
  ] as const) {
    const { clock, send, text } = given({ mode })
    for (const sent of ['safe', 'compatible', 'plain'] as const) {
      const answer = await send(knock(text(query), clock.seconds(), { mode: sent }))
      const isIn = (lets as readonly string[]).includes(sent)
      assert.equal(answer.status, isIn ? 200 : 403, `${mode} ${sent}`)
      if (isIn) assert.match(textIn(answer.body, sent === 'plain' ? 'plain' : 'safe') ?? '', /已受理/)
    }
  }
})

test('given a message whose plain part was changed, when it holds an encrypted part too, then only that counts', async () => {
  const { clock, send, text } = given({ mode: 'compatible' })
  const { url, body } = knock(text(query), clock.seconds(), { mode: 'compatible' })
  const answer = await send({ url, body: body.replace(query, '政策') })
  assert.match(textIn(answer.body) ?? '', /已受理/)
})

test('given messages that are wrongly signed, when they come, then each is refused and nothing is asked', async () => {
  const citizens = givenCitizens()
  const { clock, send, text, log } = given({ citizens: citizens.service })
  const { url, body } = knock(text(query), clock.seconds())
  const own = knock(text(query), clock.seconds(), { as: { ...account, token: 'another' } })
  const wrong: readonly Knock[] = [
    own,
    { url: url.replace(/msg_signature=\w{40}/, `msg_signature=${'0'.repeat(40)}`), body },
    { url: url.replace(/&?msg_signature=\w{40}/, ''), body },
    { url: url.replace(/nonce=\d+/, 'nonce=1'), body },
    {
      url,
      body: body.replace(/<Encrypt><!\[CDATA\[(.)/, (_, first) => `<Encrypt><![CDATA[${first === 'A' ? 'B' : 'A'}`),
    },
    { url, body: body.replace(/<Encrypt>.*<\/Encrypt>/, '') },
    { url: url.replace('encrypt_type=aes', 'encrypt_type=raw'), body: text(query) },
  ]
  for (const each of wrong) {
    const answer = await send(each)
    assert.deepEqual([answer.status, JSON.parse(answer.body).error.code], [403, 'wechat_refused'], each.url)
  }
  assert.deepEqual(citizens.told, [])
  const reasons = log.lines.map(({ about }) => 'why' in about && about.why)
  assert.deepEqual(reasons, ['wrong signature', 'the mode is safe'])
  assert.equal((await send({ url, body })).status, 200)
})

test('given a message for another account, or encrypted with another key, when it comes rightly signed, then it is refused', async () => {
  const { clock, send, text } = given()
  for (const as of [
    { ...account, appId: 'wx2c2769f8efd9abc3' },
    { ...account, aesKey: 'A'.repeat(43) },
  ])
    assert.equal((await send(knock(text(query), clock.seconds(), { as }))).status, 403)
})

test('given cipher texts that are cut or broken, when they come rightly signed, then each is refused', async () => {
  const { clock, send, text } = given()
  const whole = encrypt(text(query), account)
  for (const cut of [whole.slice(0, 100), whole.slice(0, 64), `${whole.slice(0, -8)}AAAAAAAA`, 'AAAA', 'no base64!']) {
    const [at, nonce] = [String(clock.seconds()), String(Math.random())].map(part => part.replace('.', ''))
    const parts = [account.token, at ?? '', nonce ?? '', cut].sort().join('')
    const signature = createHash('sha1').update(parts).digest('hex')
    const url = `/api/wechat?timestamp=${at}&nonce=${nonce}&encrypt_type=aes&msg_signature=${signature}`
    const answer = await send({ url, body: `<xml><Encrypt><![CDATA[${cut}]]></Encrypt></xml>` })
    assert.deepEqual([answer.status, JSON.parse(answer.body).error.code], [403, 'wechat_refused'], cut.slice(0, 20))
  }
})

test('given a key that is being changed, when a message comes with the one before, then the answer has that one too', async () => {
  const older = { ...account, aesKey: 'A'.repeat(43) }
  const { clock, send, text } = given({
    ciphers: [createMessageCipher(account.aesKey, account.appId), createMessageCipher(older.aesKey, account.appId)],
  })
  for (const as of [account, older]) {
    const answer = await send(knock(text(query), clock.seconds(), { as }))
    assert.match(field(openAnswer(answer.body, as), 'Content'), /已受理/)
  }
})

test('given the time of a message, when it is more than five minutes away, then it is refused, on both sides', async () => {
  const { clock, send, text } = given()
  for (const [away, status] of [
    [-301, 403],
    [-299, 200],
    [299, 200],
    [302, 403],
  ] as const)
    assert.equal((await send(knock(text(query), clock.seconds() + away))).status, status, String(away))
})

test('given a message that was sent, when somebody sends it again later, or its signature with another body, then it is refused', async () => {
  const { clock, send, text } = given({ mode: 'plain' })
  const at = clock.seconds()
  const first = knock(text(query), at, { mode: 'plain', nonce: '77' })
  assert.equal((await send(first)).status, 200)
  assert.equal((await send(knock(text('催办'), at, { mode: 'plain', nonce: '77' }))).status, 403)
  clock.forward(26_000)
  assert.equal((await send(first)).status, 403)
  clock.forward(270_000)
  assert.equal((await send(first)).status, 403)
})

test('given no answer in time, when WeChat sends the message three times more, then it is done once and each answer says the same', async () => {
  const citizens = givenCitizens()
  const { clock, send, text } = given({ citizens: citizens.service })
  await send(knock(text(query), clock.seconds()))
  const xml = text('催办')
  const same = knock(xml, clock.seconds())
  const answers = [await send(same), await send(same)]
  for (let retry = 1; retry <= 3; retry += 1) {
    clock.forward(5_000)
    answers.push(await send(knock(xml, clock.seconds())))
  }
  const said = answers.map(({ body }) => openAnswer(body))
  assert.equal(new Set(said).size, 1)
  assert.match(field(said[0] ?? '', 'Content'), /已催办/)
  assert.equal(citizens.told.filter(({ what }) => what === 'urge').length, 1)
})

test('given the same message many times at once, when they are answered, then the work is done once', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const citizens = givenCitizens()
  const slow = {
    ...citizens.service,
    progress: async (...all: Parameters<typeof citizens.service.progress>) => {
      await held
      return citizens.service.progress(...all)
    },
  }
  const { clock, send, text } = given({ citizens: slow })
  const xml = text(query)
  const answers = Array.from({ length: 40 }, () => send(knock(xml, clock.seconds())))
  release()
  const said = (await Promise.all(answers)).map(({ body }) => openAnswer(body))
  assert.equal(new Set(said).size, 1)
  assert.equal(citizens.told.length, 1)
})

test('given an event without an id, when it is sent again, then sender, time and kind tell that it is the same', async () => {
  const citizens = givenCitizens()
  const { clock, send } = given({ citizens: citizens.service })
  const at = clock.seconds()
  const click = (key: string) => messageXml({ MsgType: 'event', Event: 'CLICK', EventKey: key }, at)
  for (let n = 0; n < 3; n += 1) await send(knock(click('enterprise'), at))
  assert.equal(citizens.told.length, 1)
  await send(knock(click('public'), at))
  assert.equal(citizens.told.length, 2)
})

test('given a service that is too slow, when a message comes, then WeChat is told success at once and the answer is brought later, once', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const citizens = givenCitizens()
  const slow = {
    ...citizens.service,
    progress: async (...all: Parameters<typeof citizens.service.progress>) => {
      await held
      return citizens.service.progress(...all)
    },
  }
  const { clock, send, text, later } = given({ citizens: slow, answerWithinMs: 30 })
  const xml = text(query)
  const both = await Promise.all([1, 2].map(() => send(knock(xml, clock.seconds()))))
  both.push(await send(knock(xml, clock.seconds())))
  assert.deepEqual(
    both.map(({ body }) => body),
    ['success', 'success', 'success'],
  )
  release()
  await until('the answer is brought', () => later.length > 0)
  assert.equal((await send(knock(xml, clock.seconds()))).body, 'success')
  await new Promise(resolve => setImmediate(resolve))
  assert.deepEqual(
    later.map(({ openid: to }) => to),
    [openid],
  )
  assert.match(later[0]?.text ?? '', /已受理/)
})

test('given a service that fails, when a message comes, then the citizen is told so and nobody else is disturbed', async () => {
  const { clock, send, text, log } = given({
    citizens: givenCitizens({ progress: () => Promise.reject(new Error('the store is away')) }).service,
  })
  const answer = await send(knock(text(query), clock.seconds()))
  assert.match(textIn(answer.body) ?? '', /暂时无法处理/)
  assert.equal(log.lines.at(-1)?.level, 'error')
})

test('given hostile XML, when it comes as it is or rightly encrypted, then nothing is fetched, grown or answered', async () => {
  const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
  const { clock, send, text } = given({ mode: 'compatible' })
  const xml = text('&e;').replaceAll('<![CDATA[&e;]]>', '&e;')
  for (const mode of ['plain', 'safe'] as const) {
    const answer = await send(knock(entity + xml, clock.seconds(), { mode }))
    assert.ok([400, 403].includes(answer.status), answer.body)
    assert.doesNotMatch(answer.body, /root:/)
  }
  const doubled = text('x').replace('</xml>', '<FromUserName><![CDATA[oAnother]]></FromUserName></xml>')
  assert.ok((await send(knock(doubled, clock.seconds()))).status >= 400)
})

test('given a body of 1 MB, of no XML, of none, or of wrong bytes, when it comes, then it is refused with a code', async () => {
  const { clock, send, text } = given()
  const { url } = knock(text(query), clock.seconds())
  for (const [body, status, code] of [
    ['x'.repeat(1024 * 1024), 413, 'too_large'],
    [`<xml><Encrypt>${'A'.repeat(70_000)}</Encrypt></xml>`, 413, 'too_large'],
    ['{"ToUserName":"x"}', 400, 'bad_request'],
    ['', 400, 'bad_request'],
  ] as const) {
    const answer = await send({ url, body })
    assert.deepEqual([answer.status, JSON.parse(answer.body).error.code], [status, code])
  }
  const bytes = await app.inject({ method: 'POST', url, payload: Buffer.from([0xff, 0xfe, 0x3c]) })
  assert.equal(bytes.statusCode, 400)
})

test('given kinds of messages that the hotline does nothing about, when they come, then the answer is success', async () => {
  const { clock, send } = given()
  const at = clock.seconds()
  for (const fields of [
    { MsgType: 'video', MediaId: 'm', ThumbMediaId: 't' },
    { MsgType: 'link', Title: 't', Url: 'https://evil.example/' },
    { MsgType: 'event', Event: 'LOCATION', Latitude: 1, Longitude: 2, Precision: 3 },
    { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', Status: 'success' },
    { MsgType: 'something new' },
    { MsgType: 'event', Event: 'VIEW', EventKey: 'https://12345.example.cn/citizen/submit' },
    { MsgType: 'event', Event: 'unsubscribe' },
  ]) {
    const answer = await send(knock(messageXml(fields, at), at))
    assert.deepEqual([answer.status, answer.body], [200, 'success'], JSON.stringify(fields))
  }
})

test('given a message that names another type, or none, when it comes, then it is read all the same', async () => {
  const { clock, send, text } = given()
  for (const type of ['application/xml', 'application/json', 'text/plain'])
    assert.equal((await send(knock(text(query), clock.seconds()), { 'content-type': type })).status, 200, type)
  const { url, body } = knock(text(query), clock.seconds())
  assert.equal((await app.inject({ method: 'POST', url, payload: body })).statusCode, 200)
})

test('given the guard against other sites, when WeChat posts without an origin, then it comes in; a browser led here does not', async () => {
  const { clock, send, text } = given()
  const come = () => knock(text(query), clock.seconds())
  assert.equal((await send(come())).status, 200)
  for (const headers of [{ origin: 'https://evil.example' }, { cookie: 'yihao=x' }] as Record<string, string>[])
    assert.equal(JSON.parse((await send(come(), headers)).body).error.code, 'foreign_origin')
})

test('given any query and body at all, when they come, then the server never fails', async () => {
  const { clock } = given()
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.constantFrom('signature', 'timestamp', 'nonce', 'encrypt_type', 'msg_signature', 'echostr', 'x'),
        fc.string(),
      ),
      fc.string(),
      async (params, body) => {
        const url = `/api/wechat?${new URLSearchParams({ timestamp: String(clock.seconds()), nonce: '1', ...params })}`
        for (const method of ['GET', 'POST'] as const) {
          const reply = await app.inject({ method, url, ...(method === 'POST' && { payload: body }) })
          assert.ok(reply.statusCode >= 400 && reply.statusCode < 500, reply.body)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('given no official account, when somebody knocks, then nothing is there', async () => {
  const { url, body } = knock('<xml/>', 1_790_000_000)
  for (const ask of [
    { method: 'POST', url, payload: body } as const,
    { url: `${url}&echostr=1` },
    { url: '/api/wechat/sign-in?back=/citizen' },
    { url: '/api/wechat/citizen' },
  ])
    assert.equal((await other.inject(ask)).statusCode, 404)
})

test('given somebody who plays WeChat without end, then he is turned away, the log stays short, and WeChat gets through', async () => {
  const { clock, send, text, log } = given()
  const forged = () => knock(text(query), clock.seconds(), { as: { ...account, token: 'another' } })
  const statuses = new Set<number>()
  for (let n = 0; n < 320; n += 1) statuses.add((await send(forged())).status)
  assert.deepEqual([...statuses], [403, 429])
  assert.equal((await send(knock(text(query), clock.seconds()))).status, 200)
  assert.equal(log.lines.length, 1)
  clock.forward(10_000)
  await send(forged())
  assert.partialDeepStrictEqual(log.lines.at(-1), { about: { why: 'wrong signature', notTold: 319 } })
})
