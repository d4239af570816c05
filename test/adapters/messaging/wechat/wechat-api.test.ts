import assert from 'node:assert/strict'
import { test } from 'node:test'
import { menuOf } from '../../../../src/adapters/messaging/wechat/menu.ts'
import { createWechatApi } from '../../../../src/adapters/messaging/wechat/wechat-api.ts'
import { WechatError } from '../../../../src/adapters/messaging/wechat/wechat-error.ts'
import { givenWechatApi, secret } from './given-wechat-api.ts'

const tokenPath = '/cgi-bin/stable_token'
const textPath = '/cgi-bin/message/custom/send'
const templatePath = '/cgi-bin/message/template/send'
const menuPath = '/cgi-bin/menu/create'
const codePath = '/sns/oauth2/access_token'

const menu = menuOf({ submit: 'https://12345.example.cn/12345', progress: '', of: path => path })
const template = {
  openid: 'oCitizen-1',
  templateId: 'T1',
  url: 'https://12345.example.cn/12345#track',
  data: { thing1: '路灯不亮', time2: '2026-11-25' },
  id: 'case-1-closed',
}

const fails = async (job: Promise<unknown>): Promise<WechatError> => {
  const error = await job.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof WechatError, String(error))
  assert.doesNotMatch(
    `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`,
    new RegExp(`${secret}|token-\\d`),
  )
  return error
}

test('given many calls at once, when there is no token yet, then WeChat is asked for one once', async t => {
  const { api, count, sent } = await givenWechatApi(t)
  await Promise.all(Array.from({ length: 30 }, (_, n) => api.sendText('oCitizen-1', `第${n}条`)))
  assert.deepEqual([count(tokenPath), sent.length], [1, 30])
})

test('given a token, when its end comes near, then it is refreshed before, and kept where that fails', async t => {
  const { api, clock, count, next, renew } = await givenWechatApi(t)
  await api.createMenu(menu)
  clock.forward((7_200 - 241) * 1_000)
  await api.createMenu(menu)
  assert.equal(count(tokenPath), 1)
  clock.forward(2_000)
  next.set(
    tokenPath,
    Array.from({ length: 3 }, () => 'cut' as const),
  )
  await api.createMenu(menu)
  assert.equal(count(tokenPath), 4)
  clock.forward(11_000)
  renew()
  await api.createMenu(menu)
  assert.equal(count(tokenPath), 5)
})

for (const errcode of [40001, 40014, 42001])
  test(`given a token that WeChat does not take any more (${errcode}), then the call is made once more with another`, async t => {
    const { api, count, next, sent, renew } = await givenWechatApi(t)
    await api.sendText('oCitizen-1', '一')
    next.set(textPath, [{ errcode, errmsg: 'x' }])
    renew()
    await api.sendText('oCitizen-1', '二')
    assert.deepEqual([count(tokenPath), count(textPath), sent.length], [2, 3, 2])
  })

test('given a token that WeChat gives out and does not take, then a new one is forced, at most once a minute', async t => {
  const { api, asked, next, count, clock } = await givenWechatApi(t)
  const refused = { errcode: 40001, errmsg: 'invalid credential' }
  next.set(menuPath, [refused])
  await api.createMenu(menu)
  const forced = () => asked.filter(({ path, body }) => path === tokenPath && body.force_refresh === true).length
  assert.equal(forced(), 1)
  next.set(menuPath, [refused, refused, refused, refused])
  assert.equal((await fails(api.createMenu(menu))).kind, 'refused')
  assert.equal(forced(), 1)
  clock.forward(61_000)
  next.set(menuPath, [])
  await api.createMenu(menu)
  assert.ok(forced() <= 2 && count(menuPath) >= 4)
})

test('given a wrong secret, then the call is refused with the code of WeChat, and no secret is in the error', async t => {
  const { base, clock } = await givenWechatApi(t)
  const api = createWechatApi({ base, appId: 'wx2c2769f8efd9abc2', secret: 'f'.repeat(32), clock })
  const error = await fails(api.createMenu(menu))
  assert.deepEqual([error.kind, error.errcode], ['refused', 40125])
})

for (const [errcode, restMs] of [
  [45009, 600_000],
  [45011, 60_000],
] as const)
  test(`given a limit (${errcode}), then this call rests for a while and others go on`, async t => {
    const { api, next, count, clock, sent } = await givenWechatApi(t)
    next.set(textPath, [{ errcode, errmsg: 'reach max api daily quota limit' }])
    assert.deepEqual([(await fails(api.sendText('oCitizen-1', '一'))).kind], ['limited'])
    assert.equal((await fails(api.sendText('oCitizen-1', '二'))).kind, 'limited')
    assert.equal(count(textPath), 1)
    await api.sendTemplate(template)
    clock.forward(restMs + 1)
    await api.sendText('oCitizen-1', '三')
    assert.deepEqual(
      sent.map(({ what }) => what),
      [{ thing1: { value: '路灯不亮' }, time2: { value: '2026-11-25' } }, { content: '三' }],
    )
  })

test('given a WeChat that is busy, then it is asked again; what it refuses is not asked again', async t => {
  const { api, next, count } = await givenWechatApi(t)
  next.set(textPath, [
    { errcode: -1, errmsg: 'system error' },
    { errcode: -1, errmsg: 'system error' },
  ])
  await api.sendText('oCitizen-1', '一')
  assert.equal(count(textPath), 3)
  next.set(textPath, [{ errcode: 45015, errmsg: 'response out of time limit' }])
  const error = await fails(api.sendText('oCitizen-1', '二'))
  assert.deepEqual([error.kind, error.errcode, count(textPath)], ['refused', 45015, 4])
})

for (const how of ['cut', 'hang'] as const)
  test(`given an answer that is lost (${how}), then what may be done twice is asked again, and a citizen gets no message twice`, async t => {
    const { api, next, count, sent } = await givenWechatApi(t, { timeoutMs: 400 })
    next.set(templatePath, [how, how])
    await api.sendTemplate(template)
    assert.deepEqual([count(templatePath), sent.length], [3, 1])
    next.set(textPath, [how])
    assert.equal((await fails(api.sendText('oCitizen-1', '一'))).kind, 'away')
    assert.deepEqual([count(textPath), sent.length], [1, 2])
    next.set('/cgi-bin/message/subscribe/bizsend', [how])
    await fails(api.sendSubscribed({ openid: 'oCitizen-1', templateId: 'S1', data: { thing1: 'x' } }))
    assert.equal(sent.length, 3)
  })

test('given nobody at that address, then even a message is tried again, since it was surely not sent', async t => {
  const { api } = await givenWechatApi(t, { base: 'http://127.0.0.1:1', firstWaitMs: 30 })
  const before = performance.now()
  assert.equal((await fails(api.sendText('oCitizen-1', '一'))).kind, 'away')
  assert.ok(performance.now() - before >= 85)
})

test('given answers that are none, then the call fails and nothing is believed', async t => {
  const { api, next } = await givenWechatApi(t)
  for (const answer of [
    Buffer.from('x'),
    { access_token: 7, expires_in: 7_200 },
    { access_token: 'x' },
    { access_token: 'x'.repeat(2_000), expires_in: 1 },
  ]) {
    next.set(tokenPath, [answer, answer, answer])
    assert.equal((await fails(api.createMenu(menu))).kind, 'away')
  }
})

test('given a picture, then its bytes come; an error that comes in its place is an error, and too much is refused', async t => {
  const { api, next } = await givenWechatApi(t)
  assert.deepEqual([...(await api.picture('media-1'))], [0xff, 0xd8, 0xff, 1])
  assert.equal((await fails(api.picture('media-2'))).errcode, 40007)
  next.set('/cgi-bin/media/get', [Buffer.alloc(12 * 1024 * 1024)])
  assert.equal((await fails(api.picture('media-1'))).kind, 'refused')
  next.set('/cgi-bin/media/get', [{ video_url: 'http://127.0.0.1/' }])
  assert.equal((await fails(api.picture('media-1'))).kind, 'refused')
})

test('given a code, then it is exchanged once and never asked twice; a wrong one is refused', async t => {
  const { api, codes, next, count, asked } = await givenWechatApi(t)
  assert.equal(await api.openidOf('code-1'), 'oCitizen-1')
  assert.equal((await fails(api.openidOf('code-1'))).errcode, 40029)
  codes.set('code-2', 'oCitizen-2')
  next.set(codePath, ['cut'])
  assert.equal((await fails(api.openidOf('code-2'))).kind, 'away')
  assert.equal(count(codePath), 3)
  assert.equal(count(tokenPath), 0)
  assert.equal(asked[0]?.query.grant_type, 'authorization_code')
  next.set(codePath, [{ openid: '../x' }])
  assert.equal((await fails(api.openidOf('code-3'))).kind, 'away')
})

test('given a menu, then it is sent as WeChat wants it', async t => {
  const { api, asked } = await givenWechatApi(t)
  await api.createMenu(menu)
  const { query, body } = asked.at(-1) ?? {}
  assert.deepEqual([query, body], [{ access_token: 'token-1' }, JSON.parse(JSON.stringify(menu))])
})
