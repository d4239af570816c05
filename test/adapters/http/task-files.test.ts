import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { before, describe, it } from 'node:test'
import type { TaskWish } from '../../../src/domain/campaign/birth.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()

describe('a file of tasks', () => {
  let server: GivenServer
  const made = new Map<string, TaskWish>()
  before(async () => {
    server = await givenServer(cleanup, {
      campaignOffice: {
        createOfCases: async () => ({ refused: 'campaign_unknown' }),
        create: async (campaignId, wishes) => {
          if (campaignId !== 'notices') return { refused: 'campaign_unknown' }
          const fresh = wishes.filter(({ requestId }) => !made.has(requestId))
          for (const wish of fresh) made.set(wish.requestId, wish)
          return { created: fresh.length }
        },
      },
      taskNumbers: () => ({ homeArea: '0513', own: new Set(['12345']) }),
    })
  })
  const send = async (name: string, text: string | Readable, { id = 'notices', requestId = 'file-0001' } = {}) => {
    const reply = await server.app.inject({
      method: 'POST',
      url: `/api/campaigns/${id}/tasks?requestId=${requestId}`,
      headers: { cookie: await server.signIn(name), origin: 'http://localhost:80', 'content-type': 'text/csv' },
      payload: text,
    })
    return { status: reply.statusCode, body: reply.json() }
  }

  it('becomes tasks row by row; what is wrong is named by its line, and no number stands in what names a wish', async () => {
    const text = [
      'number,case_no,note,urgent,not_before',
      '13812345678,,"请带身份证，\n上午来",是,',
      '+44 20 7946 0958,,,,',
      '110,,,,',
      '1381234,,,,',
      '05131381234567x,,,,',
      '13812345679,20261129-00017-0,,,',
      '13812345678,,,,',
      '13912345678,,,,2026-12-01 09:30',
    ].join('\r\n')
    const { status, body } = await send('leader', text)
    assert.equal(status, 200)
    assert.deepEqual([body.rows, body.created], [8, 2])
    assert.deepEqual(body.faults.map(({ line, fault }: { line: number; fault: string }) => [line, fault]).slice(0, 3), [
      [4, 'number_foreign'],
      [5, 'number_emergency'],
      [6, 'number_malformed'],
    ])
    assert.equal(body.faults.length, 6)
    const [first, last] = [...made.values()]
    assert.deepEqual([first?.number, first?.urgent, first?.note], ['+8613812345678', true, '请带身份证，\n上午来'])
    assert.equal(last?.order, Date.parse('2026-12-01T09:30:00+08:00'))
    for (const { requestId } of made.values()) assert.doesNotMatch(requestId, /\d{7}/)
  })

  it('makes nothing twice when it is sent twice', async () => {
    const before = made.size
    const { body } = await send('leader', 'number\n13812345678\n')
    assert.deepEqual([body.rows, body.created, made.size], [1, 0, before])
  })

  it('is refused to agents, for a campaign that is none, and without its name', async () => {
    assert.equal((await send('1001', 'number\n13812345678\n')).body.error.code, 'forbidden')
    assert.equal((await send('leader', 'number\n13812345670\n', { id: 'none' })).body.error.code, 'campaign_unknown')
    assert.equal((await send('leader', 'number\n1\n', { requestId: 'x' })).body.error.code, 'bad_request')
  })

  it('may have 200,000 rows with broken ones among them, and lies nowhere whole', async () => {
    const rows = 200_000
    const text = Readable.from(
      (function* () {
        yield 'number,note\n'
        for (let n = 0; n < rows; n += 1)
          yield n % 100 === 0 ? `x${n},坏\n` : `138${String(n).padStart(8, '0')},第 ${n} 行\n`
      })(),
      { objectMode: false },
    )
    const { status, body } = await send('leader', text, { requestId: 'file-large' })
    assert.equal(status, 200)
    assert.equal(body.created, rows - rows / 100)
    assert.equal(body.faults.length, rows / 100)
    const late = await send('leader', `number\n${'13812345678\n'.repeat(200_001)}`, { requestId: 'file-too-long' })
    assert.equal(late.body.faults.at(-1).fault, 'file_too_many_rows')
  })
})
