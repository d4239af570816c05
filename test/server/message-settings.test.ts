import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageSettingsOf } from '../../src/config/message-settings.ts'

const smtp = { YIHAO_SMTP_URL: 'smtp://mail.example.cn', YIHAO_MAIL_FROM: '12345@example.cn' }
const gateway = { YIHAO_SMS_GATEWAY: 'https://sms.example.cn/send', YIHAO_SMS_SECRET: '0123456789abcdef' }

for (const [name, settings] of [
  ['YIHAO_SMTP_URL', { YIHAO_SMTP_URL: 'mail.example.cn:587' }],
  ['YIHAO_SMTP_URL', { YIHAO_SMTP_URL: 'http://u:hidden@mail.example.cn' }],
  ['YIHAO_SMTP_URL', { YIHAO_SMTP_URL: 'smtp://u:hidden@mail.example.cn/path' }],
  ['YIHAO_SMTP_URL', { ...smtp, YIHAO_SMTP_URL: 'smtp://mail.example.cn?tls=maybe' }],
  ['YIHAO_SMTP_URL', { ...smtp, YIHAO_SMTP_URL: 'smtps://mail.example.cn?tls=off' }],
  ['YIHAO_SMTP_URL', { ...smtp, YIHAO_SMTP_URL: 'smtp://u:hidden@mail.example.cn?tls=off' }],
  ['YIHAO_SMTP_URL', { ...smtp, YIHAO_SMTP_URL: 'smtp://u:hidden%zz@mail.example.cn' }],
  ['YIHAO_MAIL_FROM', { YIHAO_SMTP_URL: 'smtp://mail.example.cn' }],
  ['YIHAO_MAIL_FROM', { ...smtp, YIHAO_MAIL_FROM: '市民热线' }],
  ['YIHAO_MAIL_FROM', { ...smtp, YIHAO_MAIL_FROM: 'x <a@example.cn>, <b@example.cn>' }],
  ['YIHAO_MAIL_FROM', { ...smtp, YIHAO_MAIL_FROM: 'x\r\nBcc: y <a@example.cn>' }],
  ['YIHAO_SMS_GATEWAY', { YIHAO_SMS_GATEWAY: 'sms.example.cn' }],
  ['YIHAO_SMS_SECRET', { YIHAO_SMS_GATEWAY: 'https://sms.example.cn', YIHAO_SMS_SECRET: 'hidden' }],
  ['YIHAO_SMS_CODES', { ...gateway, YIHAO_SMS_CODES: '0=sent,1=perhaps' }],
  ['YIHAO_SMS_CODES', { ...gateway, YIHAO_SMS_CODES: '0=sent,0=failed' }],
  ['YIHAO_WEBHOOK_HOSTS', { YIHAO_WEBHOOK_HOSTS: 'https://oa.example.cn' }],
  ['YIHAO_WEBHOOK_HOSTS', { YIHAO_WEBHOOK_HOSTS: '10.0.0.0/8' }],
  ['YIHAO_MESSAGES_DAYS', { YIHAO_MESSAGES_DAYS: '7' }],
] as const)
  test(`given ${JSON.stringify(settings)}, then one sentence names ${name}, and shows no password`, () => {
    assert.throws(
      () => messageSettingsOf(settings),
      ({ name: kind, message }: Error) =>
        kind === 'ConfigError' && message.startsWith(name) && message.endsWith('.') && !/hidden|\n/.test(message),
    )
  })

test('given no settings, then nothing carries SMS and e-mail, and no host of the house is named', () => {
  assert.deepEqual(messageSettingsOf({}), { smtp: null, sms: null, webhookHosts: [], keepDays: 190 })
})

test('given a mail server, then TLS is the rule, ports are the usual ones, and odd characters in the password come through', () => {
  const of = (url: string, from = '12345@example.cn') =>
    messageSettingsOf({ YIHAO_SMTP_URL: url, YIHAO_MAIL_FROM: from }).smtp
  assert.deepEqual(of('smtp://mail.example.cn', '市民热线 <12345@example.cn>'), {
    host: 'mail.example.cn',
    port: 587,
    security: 'starttls',
    login: null,
    from: { name: '市民热线', address: '12345@example.cn' },
  })
  const { port, security, login } = of('smtps://12345%40example.cn:p%3Aa%2Fss@mail.example.cn') ?? {}
  assert.deepEqual([port, security, login], [465, 'tls', { user: '12345@example.cn', password: 'p:a/ss' }])
  assert.deepEqual(
    [of('smtp://[::1]:2525?tls=off')?.host, of('smtp://u:p@127.0.0.1?tls=off')?.security],
    ['::1', 'plain'],
  )
})

test('given codes and hosts, then they are read as they are written', () => {
  const { sms, webhookHosts } = messageSettingsOf({
    ...gateway,
    YIHAO_SMS_CODES: '0=sent, E20=failed,E31=retry',
    YIHAO_WEBHOOK_HOSTS: '10.1.2.3, OA.example.cn:443,[fd00::1]:8443,',
  })
  assert.deepEqual(sms?.codes, { '0': 'sent', E20: 'failed', E31: 'retry' })
  assert.deepEqual(webhookHosts, ['10.1.2.3', 'oa.example.cn:443', 'fd00::1:8443'])
})
