import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import type { Actor } from '../../../src/domain/cases/role.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import type { OutboxEntry } from '../../../src/domain/messages/outbox-table.ts'
import { type CaseNoticesParts, createCaseNotices } from '../../../src/engine/cases/case-notices.ts'
import { createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import { caseSettings } from '../../../src/engine/cases/case-settings.ts'
import { createOutbox } from '../../../src/engine/messages/outbox.ts'
import { openSettingsBook } from '../../../src/engine/settings/settings-book.ts'
import { caseNoOf, registered } from '../../adapters/store/given-cases.ts'
import { at, people, wishes } from '../../domain/cases/given-case.ts'
import { givenStore, keptLog } from '../../helpers/store.ts'
import { givenCarrier } from '../messages/given-outbox.ts'
import { virtualClock } from '../simulation/virtual-clock.ts'

const zone = 'Asia/Shanghai'
const caseNo = caseNoOf(1)

const unit = {
  id: 'water',
  name: { zh: '水务', en: 'Water' },
  tier: 1,
  parent: null,
  signsOff: false,
  mobile: '13900000001',
  email: 'water@example.cn',
  webhook: 'water-oa',
  active: true,
}

/** Notices over a real store, office and outbox; `serve` is another server on the same store. */
const givenNotices = async (t: TestContext) => {
  const store = await givenStore(t)
  const clock = virtualClock(at('2026-03-02'))
  const log = keptLog()
  const book = (facts: readonly Fact[]) => store.append(facts)
  const settings = await openSettingsBook({ reads: store.read, book, keepsFacts: () => true, clock })
  await settings.set('unit', 'water', unit, 0, 'admin')
  const rules = caseSettings(settings, zone)
  const { carrier } = givenCarrier()
  const outbox = createOutbox({
    ...{ reads: store.read, writes: store.write, clock, log, zone },
    carriers: { sms: carrier, email: carrier, webhook: carrier },
    acts: async () => true,
    random: () => 0.5,
    keepDays: 190,
  })
  const office = createCaseOffice({ reads: store.read, book, keepsFacts: () => true, clock, context: rules.context })
  const stored: OutboxEntry[] = []
  const send: CaseNoticesParts['outbox']['send'] = async request => {
    const answer = await outbox.send(request)
    if (answer === 'stored') stored.push((await store.read.message(request.key)) as OutboxEntry)
    return answer
  }
  const serve = async (change: Partial<CaseNoticesParts> = {}) => {
    const notices = createCaseNotices({
      ...{ reads: store.read, writes: store.write, office, rules, settings, clock, log, zone },
      outbox: { send, carries: outbox.carries },
      homeArea: '0513',
      ...change,
    })
    notices.start()
    await notices.look()
    return notices
  }
  /** Puts the clock forward without any of its jobs: nobody was there. */
  const goTo = (instant: number) => {
    let there = false
    clock.at(instant, () => {
      there = true
    })
    while (!there) clock.next()
  }
  const act = async (by: Actor, wish: CaseCommand) => {
    const answer = await office.act(by, caseNo, wish, null)
    if ('refused' in answer) throw new Error(answer.refused)
    await store.caughtUp()
  }
  const dispatched = async (change: Partial<Parameters<typeof registered>[0]> = {}) => {
    await store.append(registered({ running: 1, at: clock.now(), ...change }))
    await act(people.reviewer, wishes.pass)
    await act(people.dispatcher, wishes.toWater)
  }
  const keys = () => stored.map(({ key }) => key).sort()
  return { store, clock, log, serve, goTo, act, dispatched, stored, keys, settings, office, outbox, send }
}

const three = (name: string) => ['email', 'sms', 'webhook'].map(kind => `notice-${caseNo}-${name}-${kind}`)

describe('notices of cases', () => {
  test('given a case on its way, then its unit is told of the dispatch, half time, the last day and that it is overdue, by each way once', async t => {
    const given = await givenNotices(t)
    const notices = await given.serve()
    await given.dispatched()
    await notices.look()
    assert.deepEqual(given.keys(), three('1-dispatched'))
    for (const [day, time] of [
      ['2026-03-04', '12:00'],
      ['2026-03-05', '09:14'],
      ['2026-03-05', '09:16'],
      ['2026-03-05', '23:00'],
      ['2026-03-09', '08:29'],
      ['2026-03-09', '08:31'],
      ['2026-03-09', '23:59'],
      ['2026-03-10', '00:01'],
      ['2026-03-11', '09:00'],
    ] as const) {
      given.goTo(at(day, time))
      await notices.look()
      await notices.look()
    }
    const told = ['1-day_before', '1-dispatched', '1-half', '1-overdue'].flatMap(three)
    assert.deepEqual(given.keys(), told.sort())
    const [first] = given.stored
    assert.match(first?.text ?? '', /路灯不亮.*2026年3月3日24:00前签收，2026年3月9日24:00前办结/)
    await notices.stop()
  })

  test('given a server that died after the fact, then the next one tells of it, and a third one nothing more', async t => {
    const given = await givenNotices(t)
    const first = await given.serve()
    await first.stop()
    await given.dispatched()
    assert.deepEqual(given.keys(), [])
    const second = await given.serve()
    assert.deepEqual(given.keys(), three('1-dispatched'))
    await second.stop()
    const third = await given.serve()
    assert.equal(given.keys().length, 3)
    await third.stop()
  })

  test('given a server that lost its lease in the middle of the ways to a unit, then the next one tells the rest and nothing twice', async t => {
    const given = await givenNotices(t)
    let left = 1
    const first = await given.serve({
      outbox: {
        carries: () => true,
        send: async request => {
          left -= 1
          if (left < 0) throw new Error('another server has taken over')
          return given.send(request)
        },
      },
    })
    await given.dispatched()
    await first.look()
    assert.equal(given.keys().length, 1)
    await first.stop()
    const second = await given.serve()
    assert.deepEqual(given.keys(), three('1-dispatched'))
    await second.stop()
  })

  test('given hours without a server, then what time brought meanwhile goes now, but only the last of it', async t => {
    const given = await givenNotices(t)
    const first = await given.serve()
    await given.dispatched()
    await first.look()
    await first.stop()
    given.goTo(at('2026-03-09', '10:00'))
    const second = await given.serve()
    assert.deepEqual(given.keys(), ['1-day_before', '1-dispatched'].flatMap(three))
    await second.stop()
  })

  test('given a case that was answered, then time brings nothing more; where the reply is bounced, it does', async t => {
    const given = await givenNotices(t)
    const notices = await given.serve()
    await given.dispatched()
    await given.act(people.clerk, wishes.sign)
    await given.act(people.clerk, wishes.contact)
    await given.act(people.clerk, wishes.reply)
    // what happened is told first: later it would be too late for it
    await notices.look()
    given.goTo(at('2026-03-10', '10:00'))
    await notices.look()
    assert.deepEqual(given.keys(), three('1-dispatched'))
    await given.act(people.reviewer, wishes.review)
    await given.act(people.reviewer, wishes.bounce)
    await notices.look()
    const bounced = given.keys().filter(key => key.includes('bounced'))
    assert.equal(bounced.length, 3)
    assert.deepEqual(
      given.keys().filter(key => key.includes('overdue')),
      three('1-overdue'),
    )
    await notices.stop()
  })

  test('given a confidential case, then number and class are told and nothing of what or whose it is', async t => {
    const given = await givenNotices(t)
    const notices = await given.serve()
    await given.dispatched({ class: 'report', title: '举报某厂排污' })
    await given.act(people.leader, { event: 'urge', note: '王建国来电催促' })
    await notices.look()
    assert.equal(given.stored.length, 6)
    for (const { text, subject, values } of given.stored) {
      assert.match(text, /举报（保密件）/)
      assert.doesNotMatch(`${text}${subject}${JSON.stringify(values)}`, /排污|王建国|解放路|138/)
    }
    await notices.stop()
  })

  test('given an urgent case by night, then its dispatch may wake somebody; an overdue one waits for the morning', async t => {
    const given = await givenNotices(t)
    const notices = await given.serve()
    given.goTo(at('2026-03-02', '23:00'))
    await given.dispatched({ urgent: true })
    await notices.look()
    const sms = given.stored.find(({ kind }) => kind === 'sms')
    assert.deepEqual([sms?.urgent, sms?.nextAt], [true, at('2026-03-02', '23:00')])
    await notices.stop()
  })

  test('given a calendar that changed, then each unit whose due date moved is told the old and the new one', async t => {
    const given = await givenNotices(t)
    const notices = await given.serve()
    await given.dispatched()
    const overlay = {
      ...{ id: 'flood', scope: 'city', version: 1, url: '', title: '防汛停工', knownFrom: '2026-03-02' },
      off: [{ date: '2026-03-05', name: '停工' }],
      working: [],
    }
    await given.settings.set('calendar_overlay', 'flood', overlay, 0, 'admin')
    await given.act(people.system, { event: 'recount' })
    await notices.look()
    const moved = given.stored.filter(({ template }) => template === 'notice_due_moved')
    assert.equal(moved.length, 3)
    assert.match(moved[0]?.text ?? '', /由2026年3月9日24:00改为2026年3月10日24:00/)
    await notices.stop()
  })

  test('given a requester with a mobile, then he is told that it was not accepted and where to go; the receipt only where the house wishes it, an anonymous one nothing', async t => {
    const given = await givenNotices(t)
    const notices = await given.serve()
    const reject = { event: 'reject', reason: 'litigation', whereTo: '请向人民法院起诉' } as const
    await given.store.append(registered({ running: 1, at: given.clock.now() }))
    await given.act(people.reviewer, reject)
    await notices.look()
    assert.equal(given.stored.length, 1)
    assert.match(given.stored[0]?.text ?? '', /请向人民法院起诉。/)
    await given.settings.set('requester_notices', 'house', { receipt: true }, 0, 'admin')
    await given.store.append(registered({ running: 2, at: given.clock.now() }))
    await given.store.append(registered({ running: 3, at: given.clock.now(), anonymous: true, number: null }))
    await given.store.append(registered({ running: 4, at: given.clock.now(), contact: 'none' }))
    await notices.look()
    assert.deepEqual(
      given.stored.slice(1).map(({ key }) => key),
      [`notice-${caseNoOf(2)}-0-receipt-sms`],
    )
    await notices.stop()
  })
})
