import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actionsOf } from '../../../src/web/desk/actions.ts'
import { stateTimer } from '../../../src/web/desk/state-timer.ts'
import {
  fieldsOfKey,
  fromMoment,
  missingOf,
  noFields,
  outcomesOf,
  toConclude,
  toMoment,
} from '../../../src/web/desk/visit/visit-fields.ts'
import { fakeTask, visitDesks } from '../../browser/fake-visit.ts'
import { now } from '../given.ts'

const press = (key: string, change: object = {}) => ({
  ...{ key, shift: false, modified: false, repeat: false, inText: false, composing: false },
  ...change,
})
const words = (desk: Parameters<typeof actionsOf>[0]) => actionsOf(desk).map(({ text }) => text)

describe('a return visit at the desk', () => {
  const desks = visitDesks(now)
  it('offers in each state what the line would not refuse', () => {
    assert.deepEqual(words(desks.previewed), ['command_dial', 'command_give_back', 'command_pause_after'])
    assert.deepEqual(words(desks.dialled), ['command_stop_ringing', 'command_pause_after'])
    assert.ok(words(desks.talking).includes('command_hold'))
    assert.ok(words(desks.concluded).includes('command_end_wrap_up'))
    const talked = { ...desks.concluded, task: fakeTask(now, { state: 'concluded', answered: true }) }
    assert.deepEqual(words(talked), ['command_extend'], 'what came of a talk is said first')
    for (const desk of Object.values(desks)) {
      const keys = actionsOf(desk).map(({ key, shift }) => `${shift} ${key}`)
      assert.equal(new Set(keys).size, keys.length)
    }
  })

  it('counts down while a task is looked at or rings', () => {
    assert.equal(stateTimer(desks.previewed, now).kind, 'left')
    assert.equal(stateTimer(desks.previewed, now).ms, 48_000)
    assert.equal(stateTimer(desks.talking, now).kind, 'gone')
  })

  it('has no two outcomes on one key, and none before it is dialled', () => {
    const { person, carrier } = outcomesOf(fakeTask(now, { state: 'talking', answered: true }))
    const letters = [...person, ...carrier].map(([letter]) => letter)
    assert.equal(new Set(letters).size, letters.length)
    assert.deepEqual(outcomesOf(fakeTask(now)), { person: [], carrier: [] })
  })

  it('takes its keys nowhere where text is typed, and digits only where somebody is asked', () => {
    const talking = fakeTask(now, { state: 'talking', answered: true })
    assert.deepEqual(fieldsOfKey(talking, true, press('2')), { score: 'basically_satisfied', outcome: 'rated' })
    assert.deepEqual(fieldsOfKey(talking, true, press('7')), { solved: false })
    assert.equal(fieldsOfKey(talking, false, press('2')), null)
    assert.equal(fieldsOfKey(talking, true, press('2', { inText: true })), null)
    assert.equal(fieldsOfKey(talking, true, press('r', { modified: true })), null)
    assert.deepEqual(fieldsOfKey(talking, true, press('r')), { outcome: 'refused' })
    assert.equal(fieldsOfKey(fakeTask(now, { state: 'dialled' }), true, press('r')), null)
  })

  it('sends answers with a rating alone, a time with an appointment alone, and a redo with what is bad alone', () => {
    const bad = { ...noFields, outcome: 'rated', score: 'dissatisfied', reason: ' 漏水 ' } as const
    assert.equal(missingOf({ ...bad, reason: ' ' }), 'visit_missing_reason')
    assert.deepEqual(toConclude('c', bad, true)?.answers, {
      ...{ score: 'dissatisfied', solved: null, contacted: null, reason: '漏水', redo: true },
    })
    assert.equal(toConclude('c', bad, false)?.answers?.redo, false)
    assert.equal(toConclude('c', { ...bad, score: 'satisfied' }, true)?.answers?.redo, false)
    assert.equal(toConclude('c', { ...bad, outcome: 'refused', appointment: toMoment(now) }, true)?.answers, null)
    assert.equal(toConclude('c', { ...bad, outcome: 'refused', appointment: toMoment(now) }, true)?.appointment, null)
    assert.equal(missingOf({ ...noFields, outcome: 'appointment' }), 'visit_missing_time')
    const minute = Math.floor(now / 60_000) * 60_000
    assert.equal(fromMoment(toMoment(minute)), minute)
    assert.equal(toMoment(Date.UTC(2026, 2, 2, 1)), '2026-03-02T09:00')
  })
})
