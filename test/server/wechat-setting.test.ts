import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { citizenKeyIn } from '../../src/adapters/messaging/wechat/citizen-key.ts'
import { readConfig } from '../../src/config/config.ts'
import { noCitizenService } from '../../src/engine/citizens/citizen-service.ts'
import { systemClock } from '../../src/engine/system-clock.ts'
import { openWechat } from '../../src/wechat.ts'
import { givenWechatApi } from '../adapters/messaging/wechat/given-wechat-api.ts'
import { keptLog } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const secret = '0123456789abcdef0123456789abcdef'
const whole = {
  appId: 'wx2c2769f8efd9abc2',
  secret,
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

const givenFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-wechat-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const reading = (folder: string, content: unknown, { mode = 0o600, origin = 'https://12345.example.cn' } = {}) => {
  const path = join(folder, `wechat-${Math.random()}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode })
  return readConfig({
    YIHAO_ASTERISK: 'ari://u:p@127.0.0.1:1?ami=u:s@127.0.0.1:2',
    YIHAO_DATA: folder,
    YIHAO_WECHAT_FILE: path,
    YIHAO_PUBLIC_ORIGIN: origin,
  })
}

test('given no file, then there is no official account', () => {
  const { wechat } = readConfig({ YIHAO_ASTERISK: 'ari://u:p@127.0.0.1:1?ami=u:s@127.0.0.1:2' })
  assert.equal(wechat, null)
})

test('given a whole file, then it is read, and what it does not say is the safe way', t => {
  const folder = givenFolder(t)
  const { aesKey, ...rest } = whole
  assert.deepEqual(reading(folder, whole).wechat, {
    ...rest,
    aesKeys: [aesKey],
    mode: 'safe',
    menu: true,
    api: 'https://api.weixin.qq.com',
    origin: 'https://12345.example.cn',
  })
  const more = { aesKeyBefore: 'A'.repeat(43), mode: 'compatible', menu: false, api: 'http://127.0.0.1:8080' }
  const { wechat } = reading(folder, { ...whole, ...more })
  assert.deepEqual(
    [wechat?.aesKeys, wechat?.mode, wechat?.menu, wechat?.api],
    [[aesKey, more.aesKeyBefore], 'compatible', false, more.api],
  )
})

for (const [what, content, options] of [
  ['no JSON', `{"secret":"${secret}"`],
  ['a list', [whole]],
  ['a part of it', { appId: whole.appId, secret }],
  ['an app id that is none', { ...whole, appId: 'wx1' }],
  ['a secret that is none', { ...whole, secret: `${secret}0` }],
  ['a token that is none', { ...whole, token: 'a b' }],
  ['a key that is none', { ...whole, aesKey: 'x' }],
  ['an empty key', { ...whole, aesKey: '' }],
  ['a number', { ...whole, token: 12345 }],
  ['an unknown mode', { ...whole, mode: 'open' }],
  ['an API in the clear', { ...whole, api: 'http://api.example.cn' }],
  ['an API with a path', { ...whole, api: 'https://api.example.cn/x' }],
  ['a field it does not know', { ...whole, appid: 'x' }],
  ['a field that objects have', `{"constructor":1}`],
  ['a menu that is none', { ...whole, menu: 'yes' }],
  ['rights for others', whole, { mode: 0o644 }],
] as const)
  test(`given a file with ${what}, then the start fails with one sentence that quotes no secret`, t => {
    assert.throws(
      () => reading(givenFolder(t), content, options),
      ({ message }: Error) =>
        message.startsWith('YIHAO_WECHAT_FILE ') &&
        message.endsWith('.') &&
        !message.includes('\n') &&
        !message.includes(secret),
    )
  })

test('given a file that is not there, or no https address of our own, then the sentence says so', t => {
  const folder = givenFolder(t)
  const env = { YIHAO_ASTERISK: 'ari://u:p@127.0.0.1:1?ami=u:s@127.0.0.1:2', YIHAO_WECHAT_FILE: join(folder, 'none') }
  assert.throws(() => readConfig(env), /^ConfigError: YIHAO_WECHAT_FILE names .* cannot be read\.$/)
  assert.throws(
    () => reading(folder, whole, { origin: 'http://12345.example.cn' }),
    /YIHAO_PUBLIC_ORIGIN must be an https/,
  )
})

test('given a data folder, then the key of citizens is made once, for its owner alone, and a damaged one stops the start', t => {
  const folder = givenFolder(t)
  const key = citizenKeyIn(folder)
  assert.equal(key.length, 32)
  assert.deepEqual(citizenKeyIn(folder), key)
  const path = join(folder, 'wechat.key')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  writeFileSync(path, 'damaged')
  assert.throws(() => citizenKeyIn(folder), /restore it/)
})

test('given a server that starts with an account, then the menu is set; where WeChat does not take it, the log says so', async t => {
  const folder = givenFolder(t)
  const { base, next, asked } = await givenWechatApi(t)
  const config = reading(folder, { ...whole, api: base })
  const log = keptLog()
  const open = () => openWechat({ config, citizens: noCitizenService, clock: systemClock, log })
  open()?.start()
  await until('the menu is set', () => log.lines.some(({ message }) => message.includes('is set')))
  assert.match(JSON.stringify(asked.at(-1)?.body), /提交诉求.*https:\/\/12345\.example\.cn\/12345"/)
  next.set('/cgi-bin/menu/create', [{ errcode: 40018, errmsg: 'invalid button name size' }])
  open()?.start()
  await until('the log says so', () => log.lines.some(({ level }) => level === 'warn'))
  assert.doesNotMatch(JSON.stringify(log.lines), new RegExp(secret))
})
