import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { firstSettings } from '../../../src/seed-cases.ts'
import { caseNoOf, registered } from '../store/given-cases.ts'
import { answeredCall } from '../store/given-facts.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
const number = '+8613812345678'

describe('what is proposed while a case is written', () => {
  let server: GivenServer
  let at = 0
  const cookies: Record<string, string> = {}
  const post = async (who: string, body: object) => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/cases/similar',
      headers: { cookie: cookies[who] ?? '', host: 'localhost', origin: 'http://localhost' },
      payload: { title: '', text: '', place: '', callId: null, ...body },
    })
    return { status: reply.statusCode, body: reply.json() }
  }

  before(async () => {
    server = await givenServer(cleanup)
    for (const name of ['1001', '1002', 'leader']) cookies[name] = await server.signIn(name)
    at = server.clock.now() - 3_600_000
    for (const fact of firstSettings(at, true))
      if (fact.kind === 'setting_changed') await server.settings.set(fact.setting, fact.key, fact.document, 0, 'admin')
    const other = { number: '+8613900000000' }
    await server.store.append([
      ...answeredCall({ callId: 'c1', arrivedAt: at, number }, '1001', 1_000, 9_000),
      ...registered({ running: 1, at, title: '夜间施工', text: '工地半夜打桩扰民', place: '解放路工地', ...other }),
      ...registered({ running: 2, at, class: 'report', title: '举报', text: '老板拖欠工资', agentId: '1002', number }),
      ...registered({
        running: 3,
        at,
        title: '停水',
        text: '整栋楼停水了',
        place: '翠湖新村',
        answer: '已恢复',
        ...other,
      }),
      ...registered({
        running: 4,
        at,
        class: 'report',
        title: '打桩',
        text: '工地半夜打桩扰民',
        place: '解放路工地',
        agentId: '1002',
        ...other,
      }),
    ])
  })

  it('is the topic and the unit by the words of the catalogue, with the words that tell it', async () => {
    const { status, body } = await post('1001', { text: '小区停水了，什么时候恢复供水', place: '梅园新村' })
    assert.equal(status, 200)
    assert.deepEqual(
      [body.topics[0].id, body.topics[0].zh, body.units[0].id, body.units[0].zh],
      ['water-cut', '停水与水压', 'water', '水务集团'],
    )
    assert.ok(body.topics[0].words.includes('停水'))
    assert.deepEqual(body.duplicates, [])
  })

  it('is an open case of the same place and matter, with why, and none that is closed', async () => {
    const { body } = await post('1001', { text: '半夜工地还在打桩，太扰民了', place: '解放路工地' })
    assert.equal(body.duplicates.length, 1)
    const { words, ...rest } = body.duplicates[0]
    assert.deepEqual(rest, {
      caseNo: caseNoOf(1),
      class: 'help',
      as: 'merge',
      hidden: false,
      title: '夜间施工',
      place: '解放路工地',
      unit: null,
      acceptedAt: at,
      sameNumber: false,
      samePlace: true,
    })
    assert.ok(words.includes('工地'), String(words))
    assert.deepEqual((await post('1001', { text: '整栋楼停水了', place: '翠湖新村' })).body.duplicates, [])
  })

  it("is the caller's own open case, of a confidential one of another agent its number and class only", async () => {
    const { body } = await post('1001', { text: '想问进展', callId: 'c1' })
    assert.deepEqual(body.duplicates, [
      {
        caseNo: caseNoOf(2),
        class: 'report',
        as: 'follow_up',
        hidden: true,
        title: null,
        place: null,
        unit: null,
        acceptedAt: null,
        sameNumber: true,
        samePlace: false,
        words: [],
      },
    ])
    assert.equal((await post('leader', { text: '想问进展', callId: 'c1' })).body.duplicates[0].title, '举报')
    assert.deepEqual((await post('1002', { text: '想问进展', callId: 'c1' })).body.duplicates, [], 'not his call')
  })

  it('finds no confidential case of another agent by words', async () => {
    const wish = { text: '工地半夜打桩扰民', place: '解放路工地' }
    const numbers = async (who: string) =>
      (await post(who, wish)).body.duplicates.map(({ caseNo }: { caseNo: string }) => caseNo).sort()
    assert.deepEqual(await numbers('1001'), [caseNoOf(1)])
    assert.deepEqual(await numbers('1002'), [caseNoOf(1), caseNoOf(4)])
    assert.deepEqual(await numbers('leader'), [caseNoOf(1), caseNoOf(4)])
  })

  it('is nothing for an empty draft or one without words, and bad input is refused', async () => {
    for (const text of ['', '…！"*', '\u0007'])
      assert.deepEqual((await post('1001', { text })).body, { classes: [], topics: [], units: [], duplicates: [] })
    for (const bad of [{ text: 'x'.repeat(20_001) }, { text: 1 }, { more: 1 }, { callId: '' }])
      assert.equal((await post('1001', bad)).status, 400)
    assert.equal((await post('nobody', { text: '停水' })).status, 401)
  })

  it('is asked for no more than sixty times a minute', async () => {
    let status = 200
    for (let n = 0; n < 61 && status === 200; n += 1) status = (await post('1002', { text: '停水' })).status
    assert.equal(status, 429)
  })
})
