import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import type { CompleteForm } from '../../../src/domain/cases/life/register.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { createCaseCaretaker } from '../../../src/engine/cases/case-caretaker.ts'
import { createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import { caseSettings } from '../../../src/engine/cases/case-settings.ts'
import { openSettingsBook } from '../../../src/engine/settings/settings-book.ts'
import { at, form, people, wishes } from '../../domain/cases/given-case.ts'
import { overlays } from './given-settings.ts'
import { virtualClock } from './virtual-clock.ts'

const zone = 'Asia/Shanghai'
const silent = { info: () => {}, warn: () => {}, error: (about: object) => assert.fail(JSON.stringify(about)) }

/** An office over a ledger in memory: what is read is what was booked. */
const givenOffice = async (now = at('2026-03-02')) => {
  const ledger: Fact[] = []
  const clock = virtualClock(now)
  let keeps = true
  const book = async (facts: readonly Fact[]) => void ledger.push(...facts)
  const settings = await openSettingsBook({ reads: { settings: async () => [] }, book, keepsFacts: () => keeps, clock })
  const rules = caseSettings(settings, zone)
  const setUnit = (id: string, tier: 1 | 2 = 1, active = true) =>
    settings.set(
      'unit',
      id,
      {
        id,
        name: { zh: id, en: id },
        tier,
        parent: tier === 2 ? 'water' : null,
        signsOff: false,
        mobile: '',
        email: '',
        active,
      },
      settings.get('unit', id)?.version ?? 0,
      'admin',
    )
  await setUnit('water')
  await setUnit('housing')
  const caseFacts = async (caseNo: string) => ledger.filter(fact => 'caseNo' in fact && fact.caseNo === caseNo)
  const office = createCaseOffice({
    reads: { caseFacts },
    book,
    keepsFacts: () => keeps,
    clock,
    context: rules.context,
  })
  const open = () => [...new Set(ledger.flatMap(fact => (fact.kind === 'case_registered' ? [fact.caseNo] : [])))]
  const standings = async () => Promise.all(open().map(async caseNo => ({ caseNo, file: await office.file(caseNo) })))
  const caretaker = createCaseCaretaker({
    office,
    reads: {
      work: async ({ states = [], deadlineBefore = 0 }) =>
        (await standings()).flatMap(({ caseNo, file }) => {
          const { state, deadline, score } = file?.standing ?? {}
          const late = state && states.includes(state) && (deadline ?? Infinity) < deadlineBefore
          return late ? [{ caseNo, state, score } as never] : []
        }),
      heldBy: async unit =>
        (await standings()).flatMap(({ caseNo, file }) =>
          file?.standing.assignment?.unit === unit && file.standing.assignment.endedAt === null ? [caseNo] : [],
        ),
      ownerless: async () => [],
      withOpenClocks: async after =>
        (await standings()).flatMap(({ caseNo, file }) =>
          caseNo > after && file?.standing.assignment?.endedAt === null ? [caseNo] : [],
        ),
    },
    settings,
    rules,
    clock,
    log: silent,
  })
  let running = 0
  const register = async (change: Partial<CompleteForm> = {}) => {
    running += 1
    const caseNo = `202603020000${running}0`
    const names = { requestId: `r${running}`, localDay: 20260302, running, callId: null, agentId: '1001', number: null }
    await office.register({ caseNo, ...names }, { ...form, ...change } as CompleteForm, people.agent)
    return caseNo
  }
  const standing = async (caseNo: string) => {
    const file = await office.file(caseNo)
    assert.ok(file)
    return file.standing
  }
  const run = async (
    caseNo: string,
    ...steps: readonly (readonly [(typeof people)[keyof typeof people], CaseCommand])[]
  ) => {
    for (const [by, wish] of steps) {
      const answer = await office.act(by, caseNo, wish, (await standing(caseNo)).version)
      assert.ok('done' in answer, JSON.stringify([wish.event, answer]))
    }
  }
  const toWater = [
    [people.reviewer, wishes.pass],
    [people.dispatcher, wishes.toWater],
  ] as const
  const toReview = [
    ...toWater,
    [people.clerk, wishes.sign],
    [people.clerk, wishes.contact],
    [people.clerk, wishes.reply],
    [people.reviewer, wishes.review],
  ] as const
  return {
    ...{ ledger, clock, office, settings, rules, setUnit, caretaker, register, standing, run, toWater, toReview },
    loses: () => {
      keeps = false
    },
  }
}

describe('the case office', () => {
  it('lets the second of two who act at once know, and books one of them', async () => {
    const { office, register, run, standing } = await givenOffice()
    const caseNo = await register()
    await run(caseNo, [people.reviewer, wishes.pass])
    const { version } = await standing(caseNo)
    const answers = await Promise.all(
      [wishes.toWater, wishes.toHousing].map(wish => office.act(people.dispatcher, caseNo, wish, version)),
    )
    assert.deepEqual(
      answers.map(answer => ('done' in answer ? 'done' : answer.refused)),
      ['done', 'case_changed'],
    )
    assert.equal((await standing(caseNo)).assignment?.unit, 'water')
  })

  it('promises nothing while facts may be lost, and knows no case that is not there', async () => {
    const { office, register, loses, ledger } = await givenOffice()
    const caseNo = await register()
    assert.deepEqual(await office.act(people.reviewer, '20260302999990', wishes.pass, 1), { refused: 'case_unknown' })
    loses()
    const before = ledger.length
    assert.deepEqual(await office.act(people.reviewer, caseNo, wishes.pass, 2), { refused: 'store_down' })
    assert.equal(ledger.length, before)
  })

  it('merges two in one moment, answers the member with its master, and lets it go again', async () => {
    const { office, register, run, standing, toReview } = await givenOffice()
    const [master, member] = [await register(), await register()]
    await run(master, ...toReview)
    await run(member, [people.reviewer, { event: 'merge', masterNo: master }])
    assert.deepEqual((await office.file(master))?.members, [member])
    await run(master, [people.reviewer, wishes.accept])
    assert.notEqual((await standing(member)).closedAt, null)
    await run(member, [people.reviewer, { event: 'unmerge', note: '不是同一件事' }])
    assert.deepEqual((await office.file(master))?.members, [])
    assert.equal((await standing(member)).state, 'pending_review')
  })

  it('merges nothing into a case that is closed, into one that is not there, or two into each other', async () => {
    const { office, register, standing } = await givenOffice()
    const [one, other, closed] = [await register(), await register(), await register({ answer: '已告知' })]
    const into = async (caseNo: string, masterNo: string) => {
      const answer = await office.act(
        people.reviewer,
        caseNo,
        { event: 'merge', masterNo },
        (await standing(caseNo)).version,
      )
      return 'done' in answer ? 'done' : answer.refused
    }
    assert.equal(await into(one, closed), 'master_final')
    assert.equal(await into(one, '20260302999990'), 'case_unknown')
    assert.deepEqual((await Promise.all([into(one, other), into(other, one)])).sort(), ['case_changed', 'done'])
  })

  it('tells of what happened after it is durable, with where the case stood before', async () => {
    const { office, register, run, ledger } = await givenOffice()
    const told: [string, string | null, boolean][] = []
    office.onHappening(({ file, before, fact }) =>
      told.push([file.standing.state, before?.state ?? null, ledger.includes(fact)]),
    )
    await run(await register(), [people.reviewer, wishes.pass])
    assert.deepEqual(told, [
      ['registered', null, true],
      ['pending_review', 'registered', true],
      ['pending_dispatch', 'pending_review', true],
    ])
  })
})

describe('who looks after cases', () => {
  it('goes on with a suspended case when its time is over', async () => {
    const { caretaker, clock, register, run, standing, toWater } = await givenOffice()
    const caseNo = await register()
    const until = at('2026-03-04', '12:00')
    const suspend = { event: 'suspend', reason: 'force_majeure', note: '暴雨', until } as const
    await run(caseNo, ...toWater, [people.clerk, wishes.sign], [people.dispatcher, suspend])
    clock.set(until)
    await caretaker.look()
    assert.equal((await standing(caseNo)).state, 'suspended')
    clock.set(until + 1)
    await caretaker.look()
    assert.equal((await standing(caseNo)).state, 'signed')
    assert.equal((await standing(caseNo)).assignment?.dueAt, at('2026-03-12', '00:00'))
  })

  it('ends a return visit that reached nobody as not rated, and leaves who is dissatisfied to a ruling', async () => {
    const { caretaker, clock, register, run, standing, toReview } = await givenOffice()
    const [one, other] = [await register(), await register()]
    for (const caseNo of [one, other]) await run(caseNo, ...toReview, [people.reviewer, wishes.accept])
    await run(other, [people.visitor, wishes.dissatisfied])
    clock.set(at('2026-04-20'))
    await caretaker.look()
    assert.equal((await standing(one)).state, 'closed')
    assert.equal((await standing(one)).score, null)
    assert.equal((await standing(other)).state, 'pending_callback')
  })

  it('takes the cases from a unit that is removed', async () => {
    const { caretaker, clock, register, run, standing, toWater, setUnit } = await givenOffice()
    const caseNo = await register()
    await run(caseNo, ...toWater)
    caretaker.start()
    await setUnit('water', 1, false)
    await caretaker.look()
    assert.equal((await standing(caseNo)).state, 'pending_dispatch')
    assert.equal((await standing(caseNo)).assignment?.ended, 'unit_removed')
    caretaker.stop()
    clock.set(clock.now() + 1)
  })

  it('counts open clocks again when a city’s own days are set: old and new stand in the ledger', async () => {
    const { caretaker, register, run, settings, standing, ledger, toWater } = await givenOffice()
    const caseNo = await register()
    await run(caseNo, ...toWater)
    assert.equal((await standing(caseNo)).assignment?.dueAt, at('2026-03-10', '00:00'))
    const answer = await settings.set('calendar_overlay', 'flood', overlays.flood, 0, 'admin')
    assert.ok('done' in answer)
    assert.deepEqual(await caretaker.recount(), [caseNo])
    const { dueAt, calendarVersion } = (await standing(caseNo)).assignment ?? {}
    assert.equal(dueAt, at('2026-03-12', '00:00'), 'two days off more')
    assert.match(calendarVersion ?? '', /\+flood\.1/)
    const dues = ledger.flatMap(fact =>
      fact.kind === 'case_moved' && fact.standing.assignment ? [fact.standing.assignment.dueAt] : [],
    )
    assert.deepEqual(dues, [at('2026-03-10', '00:00'), at('2026-03-12', '00:00')])
    assert.deepEqual(await caretaker.recount(), [], 'once')
  })
})

describe('the settings of the house', () => {
  it('keep every version, refuse who has not seen the last one, and hold at once', async () => {
    const { settings, rules, ledger } = await givenOffice()
    const topic = (zh: string) => ({ id: 'noise', parent: null, name: { zh, en: 'Noise' } })
    assert.ok('done' in (await settings.set('topic', 'noise', topic('噪声'), 0, 'admin')))
    assert.deepEqual(await settings.set('topic', 'noise', topic('噪音'), 0, 'other'), {
      refused: 'setting_changed_meanwhile',
    })
    assert.ok('done' in (await settings.set('topic', 'noise', topic('噪音'), 1, 'other')))
    assert.equal(rules.topics().get('noise')?.name.zh, '噪音')
    assert.ok('done' in (await settings.set('topic', 'noise', null, 2, 'admin')))
    assert.equal(rules.topics().get('noise'), undefined)
    const versions = ledger.flatMap(fact =>
      fact.kind === 'setting_changed' && fact.key === 'noise' ? [fact.version] : [],
    )
    assert.deepEqual(versions, [1, 2, 3])
  })
})
