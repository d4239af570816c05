import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { readableCaseNumber } from '../../../src/domain/cases/case-number.ts'
import { caseNoOf, registered } from '../store/given-cases.ts'
import { asking } from './given-case-talk.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
const hostile = '<img src=x onerror="alert(1)">'

describe('the search for cases', () => {
  let server: GivenServer
  let ask: ReturnType<typeof asking>
  const cookies: Record<string, string> = {}

  before(async () => {
    server = await givenServer(cleanup)
    ask = asking(server)
    for (const name of ['1001', '1002', 'leader', 'admin']) cookies[name] = await server.signIn(name)
    const at = server.clock.now() - 60_000
    await server.store.append([
      ...registered({ running: 1, at, title: '路灯不亮', requesterName: '王建国' }),
      ...registered({ running: 2, at: at + 1, class: 'report', title: '举报排污', agentId: '1002' }),
      ...registered({ running: 3, at: at + 2, title: hostile, number: '+8613900000000', answer: '已答' }),
    ])
  })
  const titles = async (who: string, query: string) => {
    const reply = await ask(cookies[who] ?? '', `/api/cases?${query}`)
    assert.equal(reply.status, 200, query)
    return reply.body.cases.map(({ title }: { title: string | null }) => title)
  }

  it('finds by case number with its lines, by a number as it is dialled, and by words', async () => {
    const caseNo = caseNoOf(1)
    assert.deepEqual(await titles('1001', `q=${readableCaseNumber(caseNo)}`), ['路灯不亮'])
    assert.deepEqual(await titles('1001', `caseNo=${caseNo}`), ['路灯不亮'])
    assert.deepEqual(await titles('leader', 'q=139 0000 0000'), [hostile])
    assert.deepEqual(await titles('leader', 'number=13900000000'), [hostile])
    assert.deepEqual(await titles('leader', `q=${encodeURIComponent('排污 举报')}`), ['举报排污'])
    assert.deepEqual(await titles('leader', 'open=false'), [hostile])
    assert.deepEqual(await titles('leader', `q=${encodeURIComponent('<IMG')}`), [hostile])
  })

  it('gives text as it was typed, for pages to show as text', async () => {
    const reply = await server.app.inject({ url: '/api/cases?open=false', headers: { cookie: cookies.leader ?? '' } })
    assert.match(String(reply.headers['content-type']), /^application\/json/)
    assert.equal(reply.headers['x-content-type-options'], 'nosniff')
    assert.equal(reply.json().cases[0].title, hostile)
  })

  it('shows an agent that there is a confidential case of another, and nothing of it', async () => {
    const list = (await ask(cookies['1001'] ?? '', '/api/cases')).body.cases
    const secret = list.find(({ confidential }: { confidential: boolean }) => confidential)
    const { hidden, title, place, requesterName, number, contact } = secret
    assert.deepEqual(
      { hidden, title, place, requesterName, number, contact },
      {
        hidden: true,
        title: null,
        place: null,
        requesterName: null,
        number: null,
        contact: null,
      },
    )
    assert.deepEqual(await titles('1001', `q=${encodeURIComponent('排污')}`), [])
    assert.deepEqual(await titles('1002', `q=${encodeURIComponent('排污')}`), ['举报排污'])
    const detail = await server.app.inject({
      url: `/api/cases/${secret.caseNo}`,
      headers: { cookie: cookies['1001'] ?? '' },
    })
    assert.doesNotMatch(detail.body, /排污|路灯|王建国|8613812345678|解放路/)
    const own = (await ask(cookies['1002'] ?? '', `/api/cases/${secret.caseNo}`)).body.case
    assert.deepEqual([own.hidden, own.title], [false, '举报排污'])
  })

  it('masks numbers for agents and shows them whole to who leads', async () => {
    const numberOf = async (who: string) =>
      (await ask(cookies[who] ?? '', '/api/cases?open=false')).body.cases[0].number
    assert.equal(await numberOf('1001'), '139****0000')
    assert.equal(await numberOf('leader'), '+8613900000000')
  })

  it('goes on where the last page ended', async () => {
    const first = (await ask(cookies.leader ?? '', '/api/cases?limit=2')).body
    assert.equal(first.cases.length, 2)
    const second = (await ask(cookies.leader ?? '', `/api/cases?limit=2&cursor=${first.next}`)).body
    assert.deepEqual([second.cases.length, second.cases[0].title, second.next], [1, '路灯不亮', null])
  })

  it('refuses what is no query, and finds nothing by what is no number and no word', async () => {
    for (const query of ['limit=0', 'limit=101', 'cursor=abc', 'unknown=1', `q=${'x'.repeat(101)}`, 'open=maybe'])
      assert.equal((await ask(cookies.admin ?? '', `/api/cases?${query}`)).status, 400, query)
    for (const query of ['q=%00', 'q=%20', 'number=abc', 'caseNo=20260302000019', 'q=%25%25', 'q=%5C'])
      assert.deepEqual(await titles('admin', query), [], query)
    assert.equal((await ask('', '/api/cases')).status, 401)
    assert.equal((await ask(cookies.admin ?? '', '/api/cases/20260302000019')).status, 404)
  })

  it('is too slow for somebody who tries the hidden digits of a number one by one', async () => {
    const eager = await server.signIn('2001')
    let last = 200
    for (let tries = 0; tries < 61; tries += 1)
      last = (await ask(eager, `/api/cases?number=1381234${String(tries).padStart(4, '0')}`)).status
    assert.equal(last, 429)
    assert.equal((await ask(cookies['1001'] ?? '', '/api/cases')).status, 200)
  })
})
