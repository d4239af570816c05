import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createSmtp, messageIdOf, type SmtpParts } from '../../../src/adapters/messaging/smtp.ts'
import { makeCertificate } from '../../../src/adapters/tls/self-made.ts'
import { templates } from '../../../src/domain/messages/catalogue.ts'
import { type Message, messageOf } from '../../../src/domain/messages/message.ts'
import { morning, sms } from '../../engine/messages/given-outbox.ts'

const certificate = makeCertificate(['localhost'], ['127.0.0.1'], Date.now())
const from = { name: '市民热线', address: '12345@example.cn' }
const mail = (key: string, but: Partial<Message> = {}): Message => ({
  ...messageOf(sms(key, { to: { kind: 'email', address: 'unit@example.cn' } }), morning, templates),
  ...but,
})

interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly secure: boolean
  readonly user: unknown
  readonly session: string
}

const smtpError = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

/** A real SMTP server on the loopback. `refuse` may throw at each step. */
const givenServer = async (t: TestContext, options: SMTPServerOptions = {}) => {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    cert: certificate.cert,
    key: certificate.key,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'pass:word@%' ? done(null, { user: username }) : done(smtpError(535, 'wrong password')),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
          secure: session.secure,
          user: session.user,
          session: session.id,
        })
        done(null, 'queued as Q1')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await new Promise(resolve => listening.once('listening', resolve))
  t.after(() => server.close())
  return { received, server, port: (listening.address() as AddressInfo).port }
}

const givenSmtp = (t: TestContext, port: number, but: Partial<SmtpParts> = {}) => {
  const carrier = createSmtp({
    host: '127.0.0.1',
    port,
    security: 'starttls',
    login: null,
    from,
    ca: certificate.cert,
    ...but,
  })
  t.after(() => carrier.close?.())
  return carrier
}

const decoded = (raw: string): string => {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  if (/base64/i.test(raw)) return Buffer.from(body, 'base64').toString()
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

test('given a server with STARTTLS and a sign-in, then an e-mail arrives encrypted, as plain text, under the id of its key', async t => {
  const { port, received } = await givenServer(t, { authOptional: false })
  const smtp = givenSmtp(t, port, { login: { user: 'yihao', password: 'pass:word@%' } })
  assert.match(JSON.stringify(await smtp.send(mail('a'))), /^{"sent":"250.*queued as Q1"}$/)
  const [first] = received
  assert.ok(first)
  const { secure, user, to } = first
  assert.deepEqual([secure, user, first.from, to], [true, 'yihao', '12345@example.cn', ['unit@example.cn']])
  assert.match(first.raw, /^Content-Type: text\/plain; charset=utf-8/m)
  assert.ok(first.raw.includes(`Message-ID: ${messageIdOf('a', from.address)}\r\n`))
  assert.match(first.raw, /^Auto-Submitted: auto-generated\r$/m)
  assert.match(first.raw, /^From: =\?UTF-8\?B\?5biC5rCR54Ot57q\/\?= <12345@example.cn>\r$/m)
  assert.equal(decoded(first.raw).trim(), mail('a').text)
})

test('given a server with TLS from the first byte, then several e-mails go over one connection', async t => {
  const { port, received } = await givenServer(t, { secure: true })
  const smtp = givenSmtp(t, port, { security: 'tls' })
  for (const key of ['a', 'b', 'c']) assert.ok('sent' in (await smtp.send(mail(key))))
  assert.equal(new Set(received.map(({ session }) => session)).size, 1)
  assert.equal(new Set(received.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1])).size, 3)
})

test('given a server without STARTTLS, or with the certificate of somebody else, then nothing is sent, and it is tried again', async t => {
  const open = await givenServer(t, { disabledCommands: ['STARTTLS'] })
  assert.ok('retry' in (await givenSmtp(t, open.port).send(mail('a'))))
  const other = makeCertificate(['localhost'], ['127.0.0.1'], Date.now())
  const foreign = await givenServer(t, { cert: other.cert, key: other.key })
  assert.ok('retry' in (await givenSmtp(t, foreign.port).send(mail('a'))))
  assert.deepEqual([open.received, foreign.received], [[], []])
  assert.ok('sent' in (await givenSmtp(t, open.port, { security: 'plain' }).send(mail('a'))))
})

test('given text that looks like commands, headers or markup, then it arrives as it was typed', async t => {
  const { port, received } = await givenServer(t)
  const text = '<script>x</script>\n.\nQUIT\nBcc: y@example.cn\n\n.hidden 𠮷'
  assert.ok('sent' in (await givenSmtp(t, port).send(mail('a', { text, subject: '工单 <b>&amp; "x"' }))))
  const [first] = received
  assert.equal(
    decoded(first?.raw ?? '')
      .trim()
      .replaceAll('\r\n', '\n'),
    text,
  )
  assert.deepEqual([received.length, first?.to], [1, ['unit@example.cn']])
})

test('given a line end in the address or the subject, then it fails before anything is sent', async t => {
  const { port, received } = await givenServer(t)
  const smtp = givenSmtp(t, port)
  for (const but of [
    { recipient: 'x@example.cn\r\nRCPT TO:<y@example.cn>' },
    { recipient: 'x@example.cn, y@example.cn' },
    { recipient: 'a <x@example.cn>' },
    { subject: 'x\r\nBcc: y@example.cn' },
    { subject: 'x\ny' },
  ])
    assert.ok('failed' in (await smtp.send(mail('a', but))), JSON.stringify(but))
  assert.deepEqual(received, [])
})

for (const [what, options, expected] of [
  ['the recipient with 450', { onRcptTo: (_a, _s, done) => done(smtpError(450, 'mailbox busy')) }, 'retry'],
  ['the recipient with 550', { onRcptTo: (_a, _s, done) => done(smtpError(550, 'no such user')) }, 'failed'],
  ['our own address with 550', { onMailFrom: (_a, _s, done) => done(smtpError(550, 'not you')) }, 'retry'],
  ['the greeting with 554', { onConnect: (_s, done) => done(smtpError(554, 'go away')) }, 'retry'],
  ['the greeting with 421', { onConnect: (_s, done) => done(smtpError(421, 'too busy')) }, 'retry'],
  [
    'the text with 452',
    { onData: (stream, _s, done) => void stream.resume().on('end', () => done(smtpError(452, 'disk full'))) },
    'retry',
  ],
  [
    'the text with 554',
    { onData: (stream, _s, done) => void stream.resume().on('end', () => done(smtpError(554, 'spam'))) },
    'failed',
  ],
] as const satisfies readonly (readonly [string, SMTPServerOptions, string])[])
  test(`given a server that refuses ${what}, then the attempt is: ${expected}`, async t => {
    const { port, received } = await givenServer(t, options)
    const came = await givenSmtp(t, port).send(mail('a'))
    assert.deepEqual(Object.keys(came), [expected], JSON.stringify(came))
    assert.deepEqual(received, [])
  })

test('given a wrong password, then it is tried again, for somebody will mend it, and the password is not told', async t => {
  const { port } = await givenServer(t, { authOptional: false })
  const came = await givenSmtp(t, port, { login: { user: 'yihao', password: 'not this' } }).send(mail('a'))
  assert.match(JSON.stringify(came), /^{"retry":".*535/)
  assert.doesNotMatch(JSON.stringify(came), /not this/)
})

/** A server that says what `talk` lets it. */
const givenTalker = async (t: TestContext, talk: (socket: Socket) => void) => {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

test('given a server that says nothing, drips, or hangs up, then the attempt ends in time and is tried again', async t => {
  const silent = await givenTalker(t, () => {})
  const dripping = await givenTalker(t, socket => {
    const timer = setInterval(() => socket.write('220-slow\r\n'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  const cut = await givenTalker(t, socket => socket.write('220 hello\r\n', () => socket.destroy()))
  for (const port of [silent, dripping, cut, 1]) {
    const smtp = givenSmtp(t, port, { security: 'plain', timeoutMs: 400, silenceMs: 200 })
    const before = performance.now()
    assert.ok('retry' in (await smtp.send(mail('a'))))
    assert.ok(performance.now() - before < 5_000)
  }
})

test('given a server that hangs up after the text, then it is tried again under the same id, and may have arrived twice', async t => {
  const taken: string[] = []
  const { port, server } = await givenServer(t, {
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        taken.push(/^Message-ID: (.*)\r$/m.exec(Buffer.concat(parts).toString())?.[1] ?? '')
        if (taken.length > 1) return done()
        for (const each of server.connections) each._socket.destroy()
      })
    },
  })
  const smtp = givenSmtp(t, port)
  assert.ok('retry' in (await smtp.send(mail('a'))))
  assert.equal(taken.length, 1, 'whether it is tried again is not for the library to decide')
  assert.ok('sent' in (await smtp.send(mail('a'))))
  assert.deepEqual(taken, [messageIdOf('a', from.address), messageIdOf('a', from.address)])
})

test('given a kept connection that the server has ended meanwhile, then the next e-mail goes by a new one', async t => {
  const { port, received, server } = await givenServer(t)
  const smtp = givenSmtp(t, port)
  assert.ok('sent' in (await smtp.send(mail('a'))))
  for (const each of server.connections) each.close()
  const came = await smtp.send(mail('b'))
  if ('retry' in came) assert.ok('sent' in (await smtp.send(mail('b'))))
  assert.equal(received.at(-1)?.raw.includes(messageIdOf('b', from.address)), true)
})
