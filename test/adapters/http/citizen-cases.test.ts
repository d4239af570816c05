import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Challenge, isSolved } from '../../../src/adapters/http/citizens/challenges.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const solve = ({ token, puzzles, bits }: Challenge): number[] =>
  Array.from({ length: puzzles }, (_, at) => {
    let answer = 0
    while (!isSolved(token, at, answer, bits)) answer += 1
    return answer
  })

let wishes = 0
const wish = (): string => {
  wishes += 1
  return wishes.toString(16).padStart(32, '0')
}

const filled = (change: object = {}) => ({
  requestId: wish(),
  text: '路灯不亮',
  place: '解放路 88 号',
  phone: '13812345678',
  class: null,
  confidential: false,
  enterprise: false,
  anonymous: false,
  noCalls: false,
  attachments: [],
  ...change,
})

interface Reply {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly error?: { readonly code: string } }
}

describe('the way of citizens in writing', async () => {
  const given: GivenServer = await givenServer(atTheEnd())
  const { app, clock, store, log, engine } = given
  let strangers = 0
  const stranger = (): string => {
    strangers += 1
    return `10.0.${strangers >> 8}.${strangers & 255}`
  }
  /** Each call comes from an address of its own, unless it says whose. */
  const post = async (path: string, payload?: object, remoteAddress = stranger()): Promise<Reply> => {
    const url = `/api/public/cases${path}`
    const reply = await app.inject({ method: 'POST', url, remoteAddress, ...(payload && { payload }) })
    return { status: reply.statusCode, body: reply.json() }
  }
  const codeOf = ({ body }: Reply) => body.error?.code
  const challenge = async () => (await post('/challenge')).body as unknown as Challenge
  const worked = async (change: object = {}) => {
    const set = await challenge()
    return { ...filled(change), challenge: set.token, answers: solve(set) }
  }
  const submitted = async (change: object = {}) => {
    const { status, body } = await post('', await worked(change))
    assert.equal(status, 200, JSON.stringify(body))
    return body as unknown as { readonly caseNo: string; readonly queryCode: string }
  }
  const registered = async () => {
    await engine.settled()
    return (await store.read.cases({ limit: 500 })).length
  }

  it('takes a case for work that is done, and shows it to who has both numbers', async () => {
    const key = await submitted({ text: '𠮷野家门前\u0007积水 <b>𰻝𰻝面</b>', class: 'complaint' })
    const { status, body } = await post('/progress', key)
    assert.equal(status, 200)
    assert.equal(body.caseNo, key.caseNo)
    assert.deepEqual(
      [body.isOpen, body.mayAdd, body.mayUrge, body.mayRate, body.mayWithdraw],
      [true, true, true, false, true],
    )
    const found = await store.read.caseByNo(key.caseNo)
    assert.equal(found?.case.text, '𠮷野家门前积水 <b>𰻝𰻝面</b>')
    assert.deepEqual([found?.case.channel, found?.case.agentId], ['web', null])
  })

  it('gives a lost answer again for the same wish and work, and makes one case', async () => {
    const before = await registered()
    const payload = await worked()
    const [first, second] = await Promise.all([post('', payload), post('', payload)])
    assert.equal(first.status, 200)
    assert.deepEqual(second.body, first.body)
    assert.equal(await registered(), before + 1)
  })

  it('refuses work that was spent on another wish, is too old, was not done, or was not set by us', async () => {
    const before = await registered()
    const payload = await worked()
    await post('', payload)
    assert.equal(codeOf(await post('', { ...payload, requestId: wish() })), 'challenge_over')
    const old = await worked()
    clock.forward(2 * 3_600_000)
    assert.equal(codeOf(await post('', old)), 'challenge_over')
    const fresh = await worked()
    assert.equal(codeOf(await post('', { ...fresh, answers: [] })), 'challenge_unsolved')
    const wrong = fresh.answers.map(answer => answer + 1)
    const isWrong = wrong.some((answer, at) => !isSolved(fresh.challenge, at, answer, 4))
    if (isWrong) assert.equal(codeOf(await post('', { ...fresh, answers: wrong })), 'challenge_unsolved')
    const [name, until, signature] = fresh.challenge.split('.')
    for (const token of [
      `${name}.${Number(until) + 1}.${signature}`,
      `${'A'.repeat(22)}.${until}.${signature}`,
      '',
      'x'.repeat(100),
    ])
      assert.equal(codeOf(await post('', { ...fresh, challenge: token })), 'challenge_over', token)
    assert.equal(await registered(), before + 1)
  })

  it('says what is missing, wrong or too long, and changes nothing', async () => {
    const before = await registered()
    const refusedFor = async (change: object) => codeOf(await post('', await worked(change)))
    assert.equal(await refusedFor({ text: ' \n\u0000' }), 'request_incomplete')
    assert.equal(await refusedFor({ phone: '110' }), 'phone_wrong')
    assert.equal(await refusedFor({ text: '水'.repeat(5_001) }), 'text_too_long')
    assert.equal(await refusedFor({ place: 'a'.repeat(201) }), 'text_too_long')
    const large = await post('', await worked({ text: '水'.repeat(34_000) }))
    assert.deepEqual([large.status, codeOf(large)], [413, 'too_large'])
    assert.equal(await registered(), before)
    await submitted({ text: '𠮷'.repeat(5_000) })
  })

  it('refuses what is of a wrong type or was not asked for', async () => {
    const payload = await worked()
    for (const change of [
      { text: 1 },
      { text: null },
      { phone: ['13812345678'] },
      { class: 'gossip' },
      { confidential: 'yes' },
      { requestId: 'short' },
      { requestId: `${'a'.repeat(31)}'` },
      { attachments: ['../etc'] },
      { attachments: Array(10).fill('a') },
      { answers: [-1] },
      { answers: ['1'] },
      { urgent: true },
      { number: '+8613800000000' },
    ])
      assert.equal(codeOf(await post('', { ...payload, ...change })), 'bad_request', JSON.stringify(change))
    for (const path of ['/progress', '/urge', '/withdraw', '/rate', '/supplement'])
      for (const body of [{}, { caseNo: 1, queryCode: 2 }, { caseNo: 'x'.repeat(61), queryCode: '' }])
        assert.equal(codeOf(await post(path, body)), 'bad_request')
  })

  it('gives forged codes and unknown numbers one answer, and counts them by case and by address', async () => {
    const key = await submitted()
    const forged = { ...key, queryCode: key.queryCode === 'CDFG2345' ? 'CDFG2346' : 'CDFG2345' }
    const [wrong, unknown] = [
      await post('/progress', forged),
      await post('/progress', { ...key, caseNo: '20200101000013' }),
    ]
    assert.deepEqual(wrong, unknown)
    assert.deepEqual([wrong.status, codeOf(wrong)], [404, 'case_code_unknown'])
    for (let at = 0; at < 4; at += 1) await post('/urge', { ...forged, requestId: wish() })
    assert.equal(codeOf(await post('/progress', key)), 'too_many_attempts')
    clock.forward(15 * 60_000)
    assert.equal((await post('/progress', key)).status, 200)
    const told = log.lines.filter(({ message }) => message === 'forged query code')
    assert.ok(told.length >= 6)
    assert.doesNotMatch(JSON.stringify(log.lines), /CDFG234|10\.0\./)
  })

  it('takes from one address so many cases a day, and counts a whole IPv6 home as one', async () => {
    for (let at = 0; at < 5; at += 1) assert.equal((await post('', await worked(), `2001:db8:1:2::${at}`)).status, 200)
    assert.equal(codeOf(await post('', await worked(), '2001:db8:1:2:ffff::1')), 'too_many_attempts')
    assert.equal((await post('', await worked(), '2001:db8:1:3::1')).status, 200)
  })

  it('takes what is added, an urging a day and a withdrawal, each once for its wish, and refuses a rating before there is a result', async () => {
    const key = await submitted()
    const addition = { ...key, requestId: wish(), text: '又坏了', attachments: [] }
    assert.deepEqual((await post('/supplement', addition)).body, { done: true })
    assert.equal(codeOf(await post('/supplement', { ...addition, text: '水'.repeat(2_001) })), 'text_too_long')
    const urge = { ...key, requestId: wish() }
    const from = '10.9.9.9'
    assert.equal((await post('/urge', urge, from)).status, 200)
    assert.equal((await post('/urge', urge, from)).status, 200)
    assert.equal(codeOf(await post('/urge', { ...urge, requestId: wish() }, from)), 'citizen_urge_not_now')
    const rating = { ...key, requestId: wish(), satisfaction: 'satisfied', resolved: null, text: '' }
    assert.equal(codeOf(await post('/rate', rating)), 'citizen_rate_not_now')
    assert.equal((await post('/withdraw', { ...key, requestId: wish() })).status, 200)
    assert.equal(codeOf(await post('/supplement', { ...addition, requestId: wish() })), 'citizen_add_not_now')
    assert.equal(codeOf(await post('/withdraw', { ...key, requestId: wish() })), 'citizen_withdraw_not_now')
  })

  it('lets no other site send a case for a citizen', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/public/cases',
      headers: { origin: 'https://evil.example' },
      payload: await worked(),
    })
    assert.equal(reply.json().error.code, 'foreign_origin')
  })
})
