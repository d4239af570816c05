import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCaseQuery } from '../../../../src/adapters/messaging/wechat/case-query.ts'
import { parseFlatXml } from '../../../../src/adapters/messaging/wechat/flat-xml.ts'
import { menuOf } from '../../../../src/adapters/messaging/wechat/menu.ts'
import { fitted, textReply } from '../../../../src/adapters/messaging/wechat/replies.ts'
import { caseNo, givenCitizens, givenDoor, queryCode } from './given-citizens.ts'
import { knock, messageXml, openid, textIn } from './given-wechat.ts'

/** A talk by WeChat: what is sent, and what the citizen reads. */
const givenTalk = (but: Parameters<typeof givenDoor>[0] = {}, citizens = givenCitizens()) => {
  const { door, clock, log } = givenDoor({ citizens: citizens.service, ...but })
  const send = async (fields: Record<string, string | number>, from = openid) => {
    const at = clock.seconds()
    const { url, body } = knock(messageXml(fields, at, from), at)
    const query = Object.fromEntries(new URL(url, 'http://x').searchParams) as unknown as Parameters<
      typeof door.message
    >[0]
    const answer = await door.message(query, Buffer.from(body))
    assert.equal(answer.kind, 'answer')
    return answer.kind === 'answer' ? (textIn(answer.body) ?? '') : ''
  }
  const says = (text: string, from = openid) => send({ MsgType: 'text', Content: text }, from)
  return { send, says, clock, log, told: citizens.told }
}

for (const written of [
  `查询 ${caseNo} ${queryCode}`,
  `查询${caseNo}${queryCode}`,
  `${caseNo} ${queryCode}`,
  `${caseNo}${queryCode}`,
  '查询 20261125-00042-1 cdfg2345',
  '查询：2026 1125 00042 1，查询码 CDFG 2345。',
  '请查一下工单号20261125-00042-1，密码是ＣＤＦＧ２３４５',
  '\n ２０２６１１２５０００４２１　ｃｄｆｇ２３４５ ',
  `query ${caseNo} code ${queryCode}`,
  `My case no. ${caseNo} / ${queryCode}`,
])
  test(`given "${written.trim()}", then both numbers are read`, () => {
    assert.deepEqual(readCaseQuery(written), { kind: 'key', key: { caseNo, queryCode } })
  })

test('given other texts, then it is said what they lack, and texts about something else are no query', () => {
  assert.deepEqual(readCaseQuery(`查询 ${caseNo}`), { kind: 'no_code', caseNo })
  assert.deepEqual(readCaseQuery('查询 20261125000422 CDFG2345'), { kind: 'wrong' })
  assert.deepEqual(readCaseQuery('查询 20261525000421 CDFG2345'), { kind: 'wrong' })
  for (const text of [
    '你好',
    '',
    '13812345678',
    'CDFG2345',
    `我家楼下路灯不亮，${caseNo} ${queryCode}`,
    '2026年11月25日10点在解放路88号，电话0513 8512 3456',
    '9'.repeat(5_000),
  ])
    assert.deepEqual(readCaseQuery(text), { kind: 'none' }, text.slice(0, 30))
})

test('given any text, then reading a query ends and throws nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), text => assert.ok(readCaseQuery(text).kind)))
})

test('given a case, when its number and code are sent, then its steps come in plain words with the city’s time', async () => {
  const { says, told } = givenTalk()
  assert.equal(
    await says(`查询 ${caseNo} ${queryCode}`),
    [
      '诉求 20261125-00042-1',
      '2026-11-25 09:02 已受理',
      '2026-11-25 10:30 已派至城管局 ＜b>',
      '要补充：发送“补充”加内容，或直接发照片、位置。',
      '要催办：发送“催办”。',
    ].join('\n'),
  )
  assert.match(await says(`query ${caseNo} ${queryCode}`), /^Request 20261125-00042-1\n2026-11-25 09:02 Accepted/)
  const [first] = told
  assert.equal(first?.asker?.channel, 'wechat')
  assert.match(first?.asker?.key ?? '', /^[\w-]{43}$/)
  assert.doesNotMatch(JSON.stringify(told), new RegExp(openid))
})

test('given a wrong code, or too many tries, then the answer says so and nothing of the case', async () => {
  const { says } = givenTalk()
  assert.match(await says(`查询 ${caseNo} CDFG2346`), /^没有查到/)
  assert.match(await says('查询 20261125000422 CDFG2345'), /写错/)
  assert.match(await says(`查询 ${caseNo}`), /八位查询码/)
  const limited = givenTalk({}, givenCitizens({ progress: async () => 'too_many' }))
  assert.match(await limited.says(`查询 ${caseNo} ${queryCode}`), /过于频繁/)
})

test('given a case that was asked for, then it can be added to, urged and rated for half an hour, by this citizen alone', async () => {
  const { says, send, clock, told } = givenTalk()
  const add = () => says('补充：灯杆编号是 A12')
  assert.match(await add(), /请先发送“查询/)
  await says(`查询 ${caseNo} ${queryCode}`)
  assert.match(await add(), /已补充到诉求 20261125-00042-1/)
  assert.match(await says('补充：我也要', 'oAnother'), /请先发送“查询/)
  assert.match(await says('催办'), /已催办/)
  assert.match(await says('催办！'), /不能催办/)
  assert.match(await says('基本满意'), /感谢/)
  assert.match(await says('不满意，灯还是不亮'), /感谢/)
  assert.match(await says('very satisfied'), /Thank you/)
  assert.match(await send({ MsgType: 'image', PicUrl: 'http://127.0.0.1/', MediaId: 'media-1' }), /已补充/)
  assert.match(
    await send({ MsgType: 'location', Location_X: 32.08, Location_Y: 120.89, Scale: 16, Label: '解放路88号' }),
    /已补充/,
  )
  const abouts = told.filter(({ what }) => what === 'add' || what === 'rate').map(({ about }) => about as object)
  assert.partialDeepStrictEqual(abouts, [
    { text: '灯杆编号是 A12', photos: [] },
    { satisfaction: 'fairly_satisfied', resolved: null },
    { satisfaction: 'dissatisfied', text: '不满意，灯还是不亮' },
    { satisfaction: 'satisfied' },
    { text: '', photos: [{ bytes: new Uint8Array([1]) }] },
    { text: '位置：解放路88号（32.08, 120.89）' },
  ])
  assert.equal(new Set(abouts.map(about => 'requestId' in about && about.requestId)).size, abouts.length)
  clock.forward(30 * 60_000 + 1)
  assert.match(await add(), /请先发送“查询/)
})

test('given a voice message, when WeChat understood it, then it counts as written; else the citizen is asked to write', async () => {
  const { send } = givenTalk()
  const voice = (heard: string) => send({ MsgType: 'voice', MediaId: 'm', Format: 'amr', Recognition: heard })
  assert.match(await voice(''), /没有听清/)
  assert.match(await voice('便民公告。'), /^1\. /)
  assert.match(await voice(`查询${caseNo}${queryCode}。`), /已受理/)
})

test('given the menu and other events, then each is answered with what it stands for', async () => {
  const { send, told } = givenTalk()
  const event = (name: string, key = '') => send({ MsgType: 'event', Event: name, EventKey: key })
  assert.match(await event('subscribe', 'qrscene_1'), /^感谢关注/)
  assert.match(await event('SCAN', '1'), /提交诉求/)
  assert.match(await event('CLICK', 'progress'), /“查询 诉求编号 查询码”/)
  assert.match(await event('CLICK', 'rate'), /满意/)
  assert.match(await event('CLICK', 'something old'), /提交诉求/)
  const list = await event('CLICK', 'enterprise')
  assert.match(list, /1\. <a href="https:\/\/12345\.example\.cn\/citizen\/articles\/7">小微企业减税 ＜a><\/a>\n/)
  assert.match(list, /2\. 外面的网页\n/)
  assert.deepEqual(told.at(-1)?.about, { module: 'enterprise', words: '', limit: 5 })
  await event('CLICK', 'public')
  assert.partialDeepStrictEqual(told.at(-1), { about: { module: 'public' } })
})

test('given any other text, then a guide comes with the link to submit, in the language of the text', async () => {
  const { says } = givenTalk()
  const link = '<a href="https://12345.example.cn/12345">'
  for (const text of ['你好', '我家楼下路灯不亮', '12345', '<script>', '查询码是多少', ' '])
    assert.ok((await says(text)).includes(link), text)
  assert.match(await says('Good morning'), /This is the 12345 government hotline/)
  assert.match(await says('查询'), /例如：查询/)
})

test('given a citizen who sends more than anybody types, then he is asked to wait, and others are not', async () => {
  const { says, clock } = givenTalk()
  for (let n = 0; n < 20; n += 1) assert.match(await says('你好'), /您好/)
  assert.match(await says('你好'), /过于频繁/)
  assert.match(await says('你好', 'oAnother'), /您好/)
  clock.forward(60_000)
  assert.match(await says('你好'), /您好/)
})

test('given a picture that WeChat does not give, then the citizen is told and nothing is added', async () => {
  const { says, send, told } = givenTalk({ picture: () => Promise.reject(new Error('gone')) })
  await says(`查询 ${caseNo} ${queryCode}`)
  assert.match(await send({ MsgType: 'image', MediaId: 'm' }), /暂时无法处理/)
  assert.equal(told.filter(({ what }) => what === 'add').length, 0)
})

test('given any text at all, when it is sent, then there is an answer that WeChat takes', async () => {
  const { says, clock } = givenTalk()
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async text => {
      if (/[\p{Cc}\ufffe\uffff]/u.test(text)) return
      clock.forward(60_000)
      const answer = await says(text.replaceAll(']]>', ''))
      assert.ok(answer.length > 0 && Buffer.byteLength(answer) <= 2_048)
    }),
    { numRuns: 100 },
  )
})

test('given a text that is longer than WeChat takes, then it is cut between characters and stays well-formed', () => {
  for (const unit of ['x', '诉', '𠮷', '👨‍👩‍👧']) {
    const cut = fitted(unit.repeat(3_000))
    assert.ok(
      Buffer.byteLength(cut) <= 2_048 && Buffer.byteLength(cut) > 2_030 && cut.isWellFormed() && cut.endsWith('…'),
    )
  }
  assert.equal(fitted('short'), 'short')
  assert.ok(fitted('\ud800').isWellFormed())
})

test('given text that would end its CDATA, then it is whole in the answer', () => {
  const text = 'a]]>b<x>]]]]>'
  assert.equal(parseFlatXml(textReply('to', 'from', 1, text))?.get('Content'), text)
})

test('given the menu, then it is one that WeChat takes: three buttons, five beneath each, short names', () => {
  const { button } = menuOf({ submit: 'https://12345.example.cn/12345', progress: '', of: path => path })
  const bytes = (text: string) => Buffer.byteLength(text)
  assert.ok(button.length <= 3)
  for (const each of button) {
    assert.ok(bytes(each.name) <= 16, each.name)
    const beneath = 'sub_button' in each ? each.sub_button : []
    assert.ok(beneath.length <= 5 && beneath.every(({ name }) => bytes(name) <= 60))
  }
})
