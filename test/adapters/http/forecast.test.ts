import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayOf, localDay } from '../../../src/domain/calendar/day.ts'
import type { Role } from '../../../src/domain/cases/role.ts'
import { planOf } from '../../../src/domain/staffing/plan.ts'
import { type PlanInWords, planInWords } from '../../../src/domain/staffing/plan-in-words.ts'
import { usualTerms } from '../../../src/domain/staffing/read-words.ts'
import { usualPatterns } from '../../../src/domain/staffing/shifts.ts'
import {
  createForecastDesk,
  ForecastFailure,
  type ForecastQuestion,
} from '../../../src/engine/staffing/forecast-desk.ts'
import { calendar, givenPast } from '../../domain/staffing/given-past.ts'
import { keptLog } from '../../helpers/store.ts'
import { type Cleanup, givenClock, givenServer, passwordHash } from './given-server.ts'

const zone = 'Asia/Shanghai'
const past = givenPast('2026-05-07', 130)

/** The plan of a past whose truth is known, without wrap-ups. */
const planned = ({ first, count, ...wish }: ForecastQuestion): PlanInWords => {
  const { fewest, shrinkage } = usualTerms
  const settings = { ...wish, fewest, shrinkage, patterns: usualPatterns }
  const parts = { past, times: [], wrapUps: { calls: 0, ms: 0 }, calendar, zone }
  return planInWords(planOf(parts, settings, Math.min(first, dayOf('2026-09-14')) - 1, first, count))
}

const roles: readonly Role[] = [
  ...(['agent', 'callback_agent', 'shift_leader', 'admin', 'analyst', 'auditor', 'supervisor'] as const),
  ...(['dispatcher', 'knowledge_editor', 'unit_clerk', 'unit_leader'] as const),
]

const given = async (t: Cleanup, make: (question: ForecastQuestion) => Promise<PlanInWords>) => {
  const asked: ForecastQuestion[] = []
  const clock = givenClock()
  const log = keptLog()
  const forecasts = createForecastDesk({
    make: question => {
      asked.push(question)
      return make(question)
    },
    clock,
    log,
  })
  const server = await givenServer(t, { forecasts })
  const cookies = new Map<string, string>()
  const as = async (name: string, query = '') => {
    const cookie = cookies.get(name) ?? (await server.signIn(name))
    cookies.set(name, cookie)
    const headers = { cookie }
    const reply = await server.app.inject({ url: `/api/forecast${query}`, headers })
    return { status: reply.statusCode, body: reply.json() }
  }
  return { server, asked, clock, log, as }
}

describe('GET /api/forecast', () => {
  test('given every role, then those who plan shifts are told, and nobody else, also nobody of a unit', async t => {
    const { server, as } = await given(t, async question => planned(question))
    for (const role of roles)
      await server.store.write.saveUser({
        ...{ name: `a-${role}`, displayName: role, role, agentId: null, passwordHash: await passwordHash },
        ...{ disabled: false, unitId: role.startsWith('unit') ? 'water' : null },
      })
    const allowed: string[] = []
    for (const role of roles) {
      const { status, body } = await as(`a-${role}`)
      if (status === 200) allowed.push(role)
      else assert.deepEqual([status, body.error.code], [403, 'forbidden'], role)
    }
    assert.deepEqual(allowed, ['shift_leader', 'admin', 'analyst'])
    assert.equal((await server.app.inject({ url: '/api/forecast' })).statusCode, 401)
  })

  test('given nothing said, then seven days from tomorrow; given words, then what they say; all of the plan is told', async t => {
    const { server, asked, as } = await given(t, async question => planned(question))
    await as('leader')
    const usual = { goal: usualTerms.goal, load: 'high', assumedWrapUp: null }
    assert.deepEqual(asked, [{ first: localDay(server.clock.now(), zone) + 1, count: 7, ...usual }])
    const { status, body } = await as('leader', '?from=2026-09-14&days=2&goal=80/20&load=expected&wrapUp=60')
    assert.equal(status, 200)
    const goal = { share: 0.8, seconds: 20, mostAbandoned: 0.2 }
    assert.deepEqual(asked[1], { first: dayOf('2026-09-14'), count: 2, goal, load: 'expected', assumedWrapUp: 60 })
    const { madeAt, ...plan } = body
    assert.ok(Math.abs(madeAt - server.clock.now()) < 60_000)
    assert.deepEqual(plan, JSON.parse(JSON.stringify(planned(asked[1] ?? assert.fail()))))
    assert.deepEqual([plan.days.length, plan.days[0].halfHours.length, plan.backTest.days], [2, 48, 56])
  })

  test('given what cannot be understood, then a sentence of its own for each, and nothing is reckoned', async t => {
    const { asked, as } = await given(t, async question => planned(question))
    for (const [query, code] of [
      ['from=2026-02-30', 'forecast_from'],
      ['from=tomorrow', 'forecast_from'],
      ['from=2199-01-01', 'forecast_from'],
      ['days=0', 'forecast_days'],
      ['days=15', 'forecast_days'],
      ['days=1e1', 'forecast_days'],
      ['goal=101/15', 'forecast_goal'],
      ['goal=', 'forecast_goal'],
      ['load=low', 'forecast_load'],
      ['wrapUp=-1', 'forecast_wrap_up'],
      ['wrapUp=3601', 'forecast_wrap_up'],
      ['shift=x', 'bad_request'],
      [`goal=${'9'.repeat(50)}`, 'bad_request'],
      ['days=1&days=2', 'bad_request'],
    ] as const) {
      const { status, body } = await as('leader', `?${query}`)
      assert.deepEqual([status, body.error.code], [400, code], query)
    }
    assert.deepEqual(asked, [])
  })

  test('given a plan that fails, then a code and never what went wrong, which the log has; asked again it is tried again', async t => {
    const faults: Error[] = [
      new Error('SECRET at /var/lib'),
      new ForecastFailure('forecast_late', new Error('killed')),
      new ForecastFailure('store_down', new Error('away')),
      new ForecastFailure('forecast_goal_out_of_reach'),
    ]
    const left = [...faults]
    const { log, as } = await given(t, async question => {
      const fault = left.shift()
      if (fault) throw fault
      return planned(question)
    })
    const told = []
    for (let n = 0; n <= faults.length; n += 1) told.push(await as('leader', '?from=2026-09-14&days=1'))
    assert.deepEqual(
      told.map(({ status, body }) => [status, body.error?.code]),
      [
        [500, 'forecast_failed'],
        [503, 'forecast_late'],
        [503, 'store_down'],
        [409, 'forecast_goal_out_of_reach'],
        [200, undefined],
      ],
    )
    assert.doesNotMatch(JSON.stringify(told), /SECRET|killed/)
    assert.deepEqual(
      log.lines.map(({ message }) => message),
      ['forecast failed', 'forecast failed', 'forecast failed'],
    )
  })

  test('given a house without forecasts, then there is nothing to be found', async t => {
    const server = await givenServer(t)
    const headers = { cookie: await server.signIn('leader') }
    assert.equal((await server.app.inject({ url: '/api/forecast', headers })).statusCode, 404)
  })
})
