import assert from 'node:assert/strict'
import { before, type TestContext, test } from 'node:test'
import type { App } from '../../../../src/adapters/http/app.ts'
import { citizenKeyOf, createCitizenSignIn } from '../../../../src/adapters/messaging/wechat/citizen-sign-in.ts'
import { createSeal } from '../../../../src/adapters/messaging/wechat/seal.ts'
import type { CitizenSignIn } from '../../../../src/engine/citizens/citizen-sign-in.ts'
import { keptLog } from '../../../helpers/store.ts'
import { atTheEnd, givenServer } from '../../http/given-server.ts'
import { citizenKey, givenDoor } from './given-citizens.ts'
import { appId, givenWechatApi } from './given-wechat-api.ts'

const returnTo = 'https://12345.example.cn/api/wechat/signed-in'

const cleanup = atTheEnd()
let app: App
/** The one of the present test. */
let present: CitizenSignIn

before(async () => {
  const signIn: CitizenSignIn = {
    start: back => present.start(back),
    finish: answer => present.finish(answer),
    citizenOf: session => present.citizenOf(session),
  }
  app = (await givenServer(cleanup, { wechat: { door: givenDoor().door, signIn } })).app
})

/** A server with an official account, WeChat's API behind it, and a browser that keeps cookies. */
const givenSite = async (t: TestContext) => {
  const wechat = await givenWechatApi(t)
  const log = keptLog()
  const signIn = createCitizenSignIn({
    appId,
    authorizeBase: 'https://open.weixin.qq.com',
    returnTo,
    api: wechat.api,
    key: citizenKey,
    clock: wechat.clock,
    log,
  })
  present = signIn
  const browser = () => {
    const jar = new Map<string, string>()
    const flags: string[] = []
    return {
      jar,
      flags,
      get: async (url: string) => {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const reply = await app.inject({ url, headers: cookie === '' ? {} : { cookie } })
        for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          flags.push(line)
          if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name)
          else jar.set(name, value)
        }
        return { status: reply.statusCode, to: String(reply.headers.location ?? ''), body: reply.body }
      },
    }
  }
  const led = async (citizen: ReturnType<typeof browser>, back = '/citizen/progress') => {
    const { status, to } = await citizen.get(`/api/wechat/sign-in?back=${encodeURIComponent(back)}`)
    assert.equal(status, 302)
    return { to, state: new URL(to).searchParams.get('state') ?? '' }
  }
  return { ...wechat, signIn, browser, led, log }
}

const codeOf = (body: string): string => JSON.parse(body).error.code

test('given a citizen, when he signs in by WeChat, then he is known by a hash alone and is back on his page', async t => {
  const { browser, led, log } = await givenSite(t)
  const citizen = browser()
  const { to, state } = await led(citizen)
  assert.equal(
    to,
    `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${appId}&redirect_uri=${encodeURIComponent(returnTo)}&response_type=code&scope=snsapi_base&state=${state}#wechat_redirect`,
  )
  assert.match(state, /^[0-9a-f]{64}$/)
  const back = await citizen.get(`/api/wechat/signed-in?code=code-1&state=${state}`)
  assert.deepEqual([back.status, back.to], [302, '/citizen/progress'])
  const known = JSON.parse((await citizen.get('/api/wechat/citizen')).body)
  assert.deepEqual([known.signedIn, typeof known.until], [true, 'number'])
  assert.deepEqual([...citizen.jar.keys()], ['yihao-citizen'])
  const readable = Buffer.from([...citizen.jar.values()][0]?.split('.')[0] ?? '', 'base64url').toString()
  assert.doesNotMatch(readable + JSON.stringify(log.lines), /oCitizen-1|token-1|other/)
  for (const line of citizen.flags) assert.match(line, /HttpOnly/)
  assert.ok(citizen.flags.some(line => line.startsWith('yihao-citizen') && line.includes('SameSite=Strict')))
})

test('given the same citizen twice, then his key is the same; another citizen or another house has another', () => {
  const key = citizenKeyOf(citizenKey, 'oCitizen-1')
  assert.equal(citizenKeyOf(citizenKey, 'oCitizen-1'), key)
  assert.notEqual(citizenKeyOf(citizenKey, 'oCitizen-2'), key)
  assert.notEqual(citizenKeyOf(Buffer.alloc(32, 1), 'oCitizen-1'), key)
})

test('given a state of another browser, of nobody, or used before, when WeChat leads back with it, then nobody is signed in', async t => {
  const { browser, led, codes, count } = await givenSite(t)
  const [citizen, attacker, nobody] = [browser(), browser(), browser()]
  const own = await led(citizen)
  const theirs = await led(attacker)
  const path = (state: string) => `/api/wechat/signed-in?code=code-1&state=${state}`
  for (const [who, state] of [
    [citizen, theirs.state],
    [nobody, own.state],
    [citizen, '0'.repeat(64)],
  ] as const) {
    const refused = await who.get(path(state))
    assert.deepEqual([refused.status, codeOf(refused.body)], [403, 'wechat_sign_in_refused'])
  }
  assert.equal(count('/sns/oauth2/access_token'), 0)
  const kept = new Map(citizen.jar)
  assert.equal((await citizen.get(path(own.state))).status, 302)
  codes.set('code-1', 'oCitizen-1')
  for (const [name, value] of kept) citizen.jar.set(name, value)
  assert.equal((await citizen.get(path(own.state))).status, 403)
  assert.equal(count('/sns/oauth2/access_token'), 1)
})

test('given a sign-in that was begun twice at once, when both come back with one state, then one of them is signed in', async t => {
  const { signIn } = await givenSite(t)
  const { url, ticket } = signIn.start('/citizen')
  const state = new URL(url).searchParams.get('state') ?? ''
  const both = await Promise.all([1, 2].map(() => signIn.finish({ code: 'code-1', state, ticket })))
  assert.equal(both.filter(each => each === 'refused').length, 1)
})

test('given a sign-in that takes longer than ten minutes, or a session of more than two hours, then it holds no more', async t => {
  const { browser, led, clock, codes } = await givenSite(t)
  const citizen = browser()
  const late = await led(citizen)
  clock.forward(10 * 60_000)
  assert.equal((await citizen.get(`/api/wechat/signed-in?code=code-1&state=${late.state}`)).status, 403)
  const { state } = await led(citizen)
  codes.set('code-2', 'oCitizen-1')
  clock.forward(10 * 60_000 - 1)
  assert.equal((await citizen.get(`/api/wechat/signed-in?code=code-2&state=${state}`)).status, 302)
  const isIn = async () => JSON.parse((await citizen.get('/api/wechat/citizen')).body).signedIn
  assert.equal(await isIn(), true)
  clock.forward(2 * 3_600_000)
  assert.equal(await isIn(), false)
})

test('given a code that WeChat does not know, or a WeChat that does not answer, then the citizen is told which', async t => {
  const { browser, led, next } = await givenSite(t)
  const citizen = browser()
  const wrong = await led(citizen)
  const refused = await citizen.get(`/api/wechat/signed-in?code=code-9&state=${wrong.state}`)
  assert.deepEqual([refused.status, codeOf(refused.body)], [403, 'wechat_sign_in_refused'])
  const { state } = await led(citizen)
  next.set('/sns/oauth2/access_token', ['cut'])
  const away = await citizen.get(`/api/wechat/signed-in?code=code-1&state=${state}`)
  assert.deepEqual([away.status, codeOf(away.body)], [503, 'wechat_away'])
  assert.deepEqual(JSON.parse((await citizen.get('/api/wechat/citizen')).body), { signedIn: false, until: null })
})

test('given a way back that leads elsewhere, when a sign-in is begun with it, then it is refused', async t => {
  const { browser } = await givenSite(t)
  for (const back of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/citizen/../api',
    '/citizen//x',
    '/desk',
    '/citizenx',
    '',
    '/citizen?x',
    '/citizen\n',
  ])
    assert.equal((await browser().get(`/api/wechat/sign-in?back=${encodeURIComponent(back)}`)).status, 400, back)
})

test('given a session that was changed, or sealed for something else or by somebody else, then it is nobody’s', async t => {
  const { signIn, clock } = await givenSite(t)
  const until = clock.now() + 60_000
  const seal = createSeal(citizenKey, clock.now)
  const right = seal.close('session', ['key-1'], until)
  assert.deepEqual(signIn.citizenOf(right), { key: 'key-1', expiresAt: until })
  const [payload = '', sign = ''] = right.split('.')
  const longer = Buffer.from(JSON.stringify([until + 1, 'key-1'])).toString('base64url')
  for (const wrong of [
    `${longer}.${sign}`,
    `${payload}.${'A'.repeat(43)}`,
    payload,
    '',
    `${payload}.`,
    '.'.repeat(5_000),
    seal.close('ticket', ['key-1'], until),
    createSeal(Buffer.alloc(32, 1), clock.now).close('session', ['key-1'], until),
    seal.close('session', ['key-1'], clock.now()),
    null,
  ])
    assert.equal(signIn.citizenOf(wrong), null)
})
