import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hashPassword } from '../../../src/adapters/http/password.ts'
import { defaultSheet } from '../../../src/domain/scoring/sheet.ts'
import type { Role } from '../../../src/engine/store.ts'
import { caseOf, givenMonth } from '../store/given-month.ts'
import { type Cleanup, type GivenServer, givenServer, password } from './given-server.ts'

const people: readonly (readonly [string, Role, string | null])[] = [
  ['supervise', 'supervisor', null],
  ['analyse', 'analyst', null],
  ['review', 'reviewer', null],
  ['water', 'unit_clerk', 'water'],
  ['water-leader', 'unit_leader', 'water'],
  ['housing-leader', 'unit_leader', 'housing'],
]
const hash = hashPassword(password)

const unit = (id: string) => ({
  ...{ id, name: { zh: id, en: id }, tier: 1, parent: null, signsOff: false, mobile: '', email: '', active: true },
})

type Scores = {
  version: number | null
  sheet: string
  rows: {
    unit: string
    kind: string
    total: number
    place: number | null
    items: { indicator: string; counted: number; base: number; points: number | null }[]
  }[]
  issues: { version: number }[]
  objections: { id: string; state: string; issued: number | null; reason: string }[]
  may: { freeze: boolean; object: boolean; rule: boolean }
}

/** A server with the month that was counted by hand, and a way to ask it as somebody. */
const given = async (t: Cleanup) => {
  const server: GivenServer = await givenServer(t)
  for (const [name, role, unitId] of people)
    await server.store.write.saveUser({
      ...{ name, displayName: name, role, unitId, agentId: null, disabled: false },
      passwordHash: await hash,
    })
  const cookies = new Map<string, string>()
  const ask = async (name: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const cookie = cookies.get(name) ?? (await server.signIn(name))
    cookies.set(name, cookie)
    const reply = await server.app.inject({
      method,
      url,
      headers: { cookie, host: 'localhost', origin: 'http://localhost' },
      ...(payload && { payload }),
    })
    return { status: reply.statusCode, body: reply.json(), code: reply.json().error?.code as string | undefined }
  }
  for (const id of ['water', 'housing', 'quiet'])
    assert.equal((await ask('admin', 'PUT', `/api/settings/unit/${id}`, { document: unit(id), seen: 0 })).status, 200)
  await server.engine.book(givenMonth())
  const march = async (name: string, version?: number): Promise<Scores> =>
    (await ask(name, 'GET', `/api/scores?month=2026-03${version === undefined ? '' : `&version=${version}`}`)).body
  const freeze = (name: string, month = '2026-03') => ask(name, 'POST', '/api/scores/freeze', { month })
  const object = (name: string, wish: object = {}) =>
    ask(name, 'POST', '/api/scores/objections', {
      ...{ month: '2026-03', version: 1, indicator: 'handled_in_time', caseNo: caseOf(2), reason: '停电所致' },
      ...wish,
    })
  return { server, ask, march, freeze, object }
}

describe('scores by the API', () => {
  test('given a month, those who supervise see all units, with the quiet one apart, and a unit sees its own row alone', async t => {
    const { ask, march } = await given(t)
    for (const name of ['supervise', 'analyse', 'leader', 'admin']) {
      const { rows, version } = await march(name)
      assert.equal(version, null)
      assert.deepEqual(
        rows.map(row => [row.unit, row.kind]),
        [
          ['housing', 'small_volume'],
          ['water', 'small_volume'],
          ['quiet', 'no_orders'],
        ],
      )
    }
    const water = (await march('supervise')).rows.find(row => row.unit === 'water')
    assert.deepEqual(
      water?.items.map(({ indicator, points }) => [indicator, points]),
      [
        ['handled_in_time', 0],
        ['satisfaction_adjusted', null],
        ['resolved', 1_250],
        ['signed_in_time', 286],
        ['contacted_in_time', 0],
        ['replies_bounced', 208],
      ],
      'as worked out by hand: 66.67, (2 of 2), 66.67, 85.71, 33.33 and 16.67 %',
    )
    for (const name of ['water', 'water-leader']) {
      const own = await march(name)
      assert.deepEqual(
        own.rows.map(row => row.unit),
        ['water'],
      )
      assert.doesNotMatch(JSON.stringify(own), /housing|quiet/)
    }
    for (const name of ['1001', 'review'])
      assert.equal((await ask(name, 'GET', '/api/scores?month=2026-03')).code, 'forbidden')
    assert.equal((await ask('supervise', 'GET', '/api/scores?month=2026-13')).code, 'bad_request')
  })

  test('given a figure, its cases can be looked at, by a unit only its own', async t => {
    const { ask } = await given(t)
    const url = (of: string) => `/api/scores/cases?month=2026-03&unit=${of}&indicator=handled_in_time&counted=false`
    assert.deepEqual((await ask('water', 'GET', url('water'))).body, { cases: [2, 3].map(caseOf), more: false })
    assert.equal((await ask('water', 'GET', url('housing'))).code, 'forbidden')
    assert.deepEqual((await ask('analyse', 'GET', url('housing'))).body.cases, [caseOf(4)])
  })

  test('given a month that is over, a supervisor freezes it once, and it is read back as it was although cases go on', async t => {
    const { server, march, freeze } = await given(t)
    for (const name of ['analyse', 'leader', 'water-leader']) assert.equal((await freeze(name)).code, 'forbidden')
    assert.equal((await freeze('supervise', '2026-12')).code, 'month_not_over')
    assert.equal((await march('supervise')).may.freeze, true)
    const frozen = await freeze('supervise')
    assert.equal(frozen.status, 200)
    assert.equal((await freeze('admin')).code, 'scores_frozen_already')
    const before = await march('supervise')
    const [first] = givenMonth()
    assert.ok(first)
    const unsigned = await server.store.read.dispatches(caseOf(6))
    assert.equal(unsigned.length, 1)
    const more = givenMonth()
      .filter(fact => 'caseNo' in fact && fact.caseNo === caseOf(1))
      .map(fact => ({ ...fact, caseNo: caseOf(9), ...('requestId' in fact && { requestId: 'r9', running: 9 }) }))
    await server.engine.book(more as never)
    const after = await march('supervise')
    assert.deepEqual([after.version, after.rows], [1, before.rows])
    assert.deepEqual(after.may, { freeze: false, object: false, rule: true })
  })

  test('given an objection that is accepted, the month is issued again with it and the first issue stays', async t => {
    const { ask, march, freeze, object } = await given(t)
    assert.equal((await object('water-leader')).code, 'scores_not_frozen')
    await freeze('supervise')
    for (const name of ['water', 'supervise']) assert.equal((await object(name)).code, 'forbidden')
    assert.equal((await object('water-leader', { indicator: null, caseNo: null })).code, 'words_missing')
    assert.equal((await object('water-leader', { caseNo: '20260302999999' })).code, 'case_unknown')
    assert.equal((await object('housing-leader')).code, 'case_unknown', 'a case that the unit never had')
    assert.equal((await object('water-leader', { version: 2 })).code, 'scores_changed')
    const asked = await object('water-leader')
    assert.equal(asked.body.state, 'open')
    assert.equal((await object('water-leader')).code, 'objection_open')
    assert.deepEqual((await march('housing-leader')).objections, [])

    const first = await march('supervise')
    const rule = (name: string, wish: object) =>
      ask(name, 'POST', `/api/scores/objections/${asked.body.id}/ruling`, {
        accepted: true,
        reason: '属实',
        seen: 1,
        ...wish,
      })
    const correction = { indicator: 'handled_in_time', counted: 5, base: 5 }
    for (const name of ['water-leader', 'admin', 'analyse'])
      assert.equal((await rule(name, { correction })).code, 'forbidden')
    assert.equal((await rule('supervise', { correction: null })).code, 'bad_request')
    assert.equal((await rule('supervise', { correction: { ...correction, counted: 6 } })).code, 'correction_unsound')
    assert.equal((await rule('supervise', { correction, seen: 2 })).code, 'scores_changed')
    assert.deepEqual((await march('supervise')).version, 1, 'nothing of this changed anything')

    const ruled = await rule('supervise', { correction })
    assert.deepEqual([ruled.body.state, ruled.body.issued], ['accepted', 2])
    assert.equal((await rule('supervise', { correction, seen: 2 })).code, 'objection_ruled')
    const second = await march('water-leader')
    assert.equal(second.version, 2)
    assert.deepEqual(
      second.rows[0]?.items.find(item => item.indicator === 'handled_in_time'),
      { ...correction, rate: 10_000, points: 2_500, notScored: null },
    )
    assert.deepEqual((await march('supervise', 1)).rows, first.rows)
    assert.deepEqual((await march('supervise', 1)).may, { freeze: false, object: false, rule: false })
    assert.equal((await ask('supervise', 'GET', '/api/scores?month=2026-03&version=3')).code, 'not_found')
  })

  test('given an objection that is refused, its reason is kept and no version is made', async t => {
    const { ask, march, freeze, object } = await given(t)
    await freeze('admin')
    const { body } = await object('water-leader', { caseNo: null })
    const refused = { accepted: false, reason: '计算无误', correction: null, seen: 1 }
    const ruled = await ask('supervise', 'POST', `/api/scores/objections/${body.id}/ruling`, refused)
    assert.deepEqual([ruled.body.state, ruled.body.ruling, ruled.body.issued], ['refused', '计算无误', null])
    assert.equal((await march('water-leader')).version, 1)
    assert.equal(
      (await ask('supervise', 'POST', '/api/scores/objections/none/ruling', refused)).code,
      'objection_unknown',
    )
  })

  test('given a sheet of the house, months are scored by it, and none is set into a past that is frozen', async t => {
    const { ask, march, freeze } = await given(t)
    const put = (document: object | null, seen = 0, key = 'ours') =>
      ask('admin', 'PUT', `/api/settings/scoring/${key}`, { document, seen })
    const ours = { ...defaultSheet, id: 'ours', validFrom: '2026-03-01', items: defaultSheet.items.slice(0, 1) }
    assert.equal((await put({ ...ours, validFrom: '2026-03-02' })).code, 'setting_unsound')
    assert.equal((await put({ ...ours, items: [...ours.items, ...ours.items] })).code, 'setting_unsound')
    assert.equal((await put({ ...ours, id: 'other' })).code, 'setting_unsound')
    assert.equal((await put(ours)).status, 200)
    assert.equal((await march('supervise')).sheet, 'ours')
    await freeze('supervise')
    assert.equal((await put(ours, 1)).code, 'sheet_frozen')
    assert.equal((await put({ ...ours, validFrom: '2026-04-01' }, 1)).code, 'sheet_frozen', 'it held in March')
    assert.equal((await put(null, 1)).code, 'sheet_frozen')
    assert.equal((await put({ ...ours, id: 'next', validFrom: '2026-03-01' }, 0, 'next')).code, 'sheet_frozen')
    assert.equal((await put({ ...ours, id: 'next', validFrom: '2026-04-01' }, 0, 'next')).status, 200)
    const formula = async (month: string) => (await ask('water', 'GET', `/api/scores/formula?month=${month}`)).body
    assert.deepEqual((await formula('2026-03')).sheet, 'ours')
    assert.deepEqual((await formula('2026-04')).sheet, 'next')
    assert.deepEqual((await formula('2026-02')).sheet, 'default')
    assert.deepEqual((await formula('2026-04')).items[0].steps[0], {
      step: 'full',
      rate: 10_000,
      points: 2_500,
      high: true,
    })
  })

  test('given cases overdue for months, they are named by unit, to a unit only its own', async t => {
    const { ask } = await given(t)
    const all = (await ask('supervise', 'GET', '/api/named-list')).body
    assert.deepEqual(
      all.units.map((each: { unit: string; cases: { caseNo: string }[] }) => [
        each.unit,
        each.cases.map(({ caseNo }) => caseNo),
      ]),
      [
        ['housing', [caseOf(4)]],
        ['water', [caseOf(2), caseOf(6)]],
      ],
    )
    assert.ok(all.units[0].cases[0].workdays > 100)
    const own = (await ask('water', 'GET', '/api/named-list')).body
    assert.deepEqual(
      own.units.map((each: { unit: string }) => each.unit),
      ['water'],
    )
    assert.equal((await ask('1001', 'GET', '/api/named-list')).code, 'forbidden')
  })
})
