import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { caseNumberOf } from '../../../src/domain/cases/case-number.ts'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { type Actor, citizenActor, type Role } from '../../../src/domain/cases/role.ts'
import { form, wishes } from '../../domain/cases/given-case.ts'
import { atTheEnd, type GivenServer, givenServer, passwordHash } from './given-server.ts'

const day = 86_400_000
const who = (role: Role, unit: string | null = null, name: string = role): Actor => ({
  ...{ kind: 'user', name, roles: [role], unit, agentId: null },
})
const clerk = who('unit_clerk', 'water', 'water-clerk')
const rating = { satisfaction: 'dissatisfied', resolved: false, contacted: true, text: '没修好' }

let running = 0
let wish = 0
const newWish = (): string => {
  wish += 1
  return wish.toString(16).padStart(32, 'a')
}

const people: readonly (readonly [string, Role, string | null])[] = [
  ['supervise', 'supervisor', null],
  ['analyse', 'analyst', null],
  ['audit', 'auditor', null],
  ['review', 'reviewer', null],
  ['visit', 'callback_agent', null],
  ['water', 'unit_clerk', 'water'],
  ['water-leader', 'unit_leader', 'water'],
]

const cleanup = atTheEnd()
let given: GivenServer

describe('ratings', () => {
  before(async () => {
    given = await givenServer(cleanup)
    const hash = await passwordHash
    for (const [name, role, unitId] of people)
      await given.store.write.saveUser({
        ...{ name, displayName: name, role, unitId, agentId: null, passwordHash: hash, disabled: false },
      })
    const water = {
      ...{ id: 'water', name: { zh: '水务局', en: 'Water' }, tier: 1, parent: null, signsOff: false },
      ...{ mobile: '13911112222', email: '', active: true },
    }
    await given.settings.set('unit', 'water', water, 0, 'admin')
    await given.settings.set('account_contact', 'water-leader', { mobile: '13933334444', email: '' }, 0, 'water-leader')
  })

  const act = async (by: Actor, caseNo: string, done: CaseCommand) => {
    const answer = await given.caseOffice.act(by, caseNo, done, null)
    assert.ok('done' in answer, `${done.event}: ${JSON.stringify(answer)}`)
  }
  /** A case of this number that waits for its return visit. */
  const visiting = async (number: string | null = '+8613812345678', contact: 'phone' | 'none' = 'phone') => {
    running += 1
    const localDay = 20260302
    const caseNo = caseNumberOf({ localDay, running })
    const registration = { caseNo, requestId: `r${running}`, localDay, running, callId: null, agentId: null, number }
    await given.caseOffice.register(registration, { ...form, class: 'help', contact }, citizenActor)
    await act(who('reviewer'), caseNo, wishes.pass)
    await act(who('dispatcher'), caseNo, wishes.toWater)
    for (const done of [wishes.sign, wishes.contact, wishes.reply]) await act(clerk, caseNo, done)
    await act(who('reviewer'), caseNo, wishes.review)
    await act(who('reviewer'), caseNo, wishes.accept)
    return caseNo
  }
  const codeSent = async (caseNo: string): Promise<string> => {
    const answer = await given.ratingLinks.sendRatingLink(caseNo)
    assert.ok('until' in answer, JSON.stringify(answer))
    const { link } = given.sms.at(-1)?.values ?? {}
    return String(link).split('#rate=')[1] ?? ''
  }
  let strangers = 0
  const stranger = () => {
    strangers += 1
    return `10.1.${strangers >> 8}.${strangers & 255}`
  }
  const post = async (path: string, payload: object, remoteAddress = stranger()) => {
    const reply = await given.app.inject({ method: 'POST', url: `/api/public/rating${path}`, remoteAddress, payload })
    return { status: reply.statusCode, body: reply.json(), code: reply.json().error?.code }
  }
  const cookies = new Map<string, string>()
  const get = async (name: string, url: string) => {
    const cookie = cookies.get(name) ?? (await given.signIn(name))
    cookies.set(name, cookie)
    return given.app.inject({ method: 'GET', url, headers: { cookie } })
  }
  const scoreOf = async (caseNo: string) => (await given.caseOffice.file(caseNo))?.standing.score

  it('given a case that waits for its visit, then one message goes out, whose link holds no number, and by it the result is rated once', async () => {
    const caseNo = await visiting()
    const code = await codeSent(caseNo)
    await given.ratingLinks.sendRatingLink(caseNo)
    assert.equal(given.sms.filter(({ key }) => key === `rating-link-${caseNo}-1`).length, 1)
    assert.equal(given.sms.at(-1)?.to.kind === 'sms' && given.sms.at(-1)?.template, 'rating_link')
    assert.doesNotMatch(code, new RegExp(`${caseNo}|13812345678`))
    const opened = await post('/open', { code })
    assert.deepEqual(Object.keys(opened.body).sort(), ['acceptedAt', 'caseNo', 'class', 'until'])
    const requestId = newWish()
    const first = await post('', { code, requestId, ...rating })
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.equal(await scoreOf(caseNo), 'dissatisfied')
    assert.equal((await post('', { code, requestId, ...rating })).status, 200, 'the answer was lost')
    const again = await post('', { code, requestId: newWish(), ...rating, satisfaction: 'satisfied' })
    assert.equal(again.code, 'rating_link_over')
    assert.equal((await post('/open', { code })).code, 'rating_link_over')
    assert.equal(await scoreOf(caseNo), 'dissatisfied')
  })

  it('given a code that nobody made, whatever it is, then it opens nothing, and who tries many is stopped', async () => {
    const code = await codeSent(await visiting())
    const address = stranger()
    const forged = [...code].map((letter, at) => code.slice(0, at) + (letter === 'A' ? 'B' : 'A') + code.slice(at + 1))
    for (const each of [...forged.slice(0, 28), 'A', 'A'.repeat(100)])
      assert.equal((await post('/open', { code: each }, address)).code, 'rating_link_unknown')
    assert.equal((await post('/open', { code }, address)).code, 'too_many_attempts')
    assert.equal((await post('/open', { code })).status, 200, 'others are not shut out')
    for (const each of ['', '../x', 'a b', 'A'.repeat(101)])
      assert.equal((await post('/open', { code: each })).status, 400)
  })

  it('given a link whose days are over, or whose case went on to a redo, then it opens nothing', async () => {
    const [late, redone] = [await visiting(), await visiting()]
    const codes = [await codeSent(late), await codeSent(redone)] as const
    await act(who('callback_agent'), redone, wishes.dissatisfied)
    await act(who('callback_agent'), redone, wishes.redo)
    assert.equal((await post('/open', { code: codes[1] })).code, 'rating_link_over')
    given.clock.forward(7 * day)
    assert.equal((await post('', { code: codes[0], requestId: newWish(), ...rating })).code, 'rating_link_over')
  })

  it('given who cannot be sent one, has said what he had to say, or a case that is not to be rated, then none goes out, with a reason', async () => {
    const before = given.sms.length
    assert.deepEqual(await given.ratingLinks.sendRatingLink('20260302999990'), { refused: 'case_unknown' })
    assert.deepEqual(await given.ratingLinks.sendRatingLink(await visiting('+8651388886666')), {
      refused: 'number_unfit',
    })
    assert.deepEqual(await given.ratingLinks.sendRatingLink(await visiting(null, 'none')), { refused: 'number_unfit' })
    const refusing = await visiting()
    const no = { ...wishes.satisfied, result: 'refused', score: null, solved: null, contacted: null } as const
    await act(who('callback_agent'), refusing, no)
    assert.deepEqual(await given.ratingLinks.sendRatingLink(refusing), { refused: 'said_already' }, 'refusing is final')
    const withdrawn = await visiting()
    await act(citizenActor, withdrawn, { event: 'withdraw', note: '' })
    assert.deepEqual(await given.ratingLinks.sendRatingLink(withdrawn), { refused: 'not_now' })
    assert.equal(given.sms.length, before)
  })

  it('given a rating from a number of the rated unit, then it is marked, whichever way the unit is known by it, and who books one cannot say otherwise', async () => {
    for (const [number, own] of [
      ['+8613911112222', true],
      ['+8613933334444', true],
      ['+8613812345678', false],
      [null, null],
    ] as const) {
      const caseNo = await visiting(number)
      await act(who('callback_agent'), caseNo, { ...wishes.satisfied, ownNumber: own === null ? true : !own })
      assert.equal((await given.caseOffice.file(caseNo))?.standing.ownNumber, own, String(number))
    }
  })

  it('given a marked rating, then the mark is told to who looks after ratings, and to nobody else', async () => {
    const caseNo = await visiting('+8613911112222')
    await act(who('callback_agent'), caseNo, wishes.satisfied)
    for (const [name] of people) {
      const reply = await get(name, `/api/cases/${caseNo}`)
      assert.equal(/ownNumber/.test(reply.body), name === 'supervise', name)
    }
  })

  it('given a rated case, then nothing that its unit is answered says who rated, how it may be asked, or what is not decided', async () => {
    const caseNo = await visiting('+8613911112222')
    await act(who('callback_agent', null, 'VISITOR-NAME'), caseNo, { ...wishes.dissatisfied, reason: '态度差' })
    await act(who('reviewer', null, 'REVIEWER-NAME'), caseNo, { ...wishes.exclude, reason: 'PROPOSED-REASON' })
    const asked = [
      '/api/work',
      `/api/cases/${caseNo}`,
      '/api/unit/figures',
      '/api/cases',
      '/api/work/counts',
      `/api/cases/${caseNo}/clock`,
    ]
    for (const name of ['water', 'water-leader'])
      for (const url of asked) {
        const { body } = await get(name, url)
        assert.doesNotMatch(
          body,
          /VISITOR-NAME|REVIEWER-NAME|PROPOSED-REASON|ownNumber|propose_ruling/,
          `${name} ${url}`,
        )
      }
    await act(who('supervisor', null, 'SUPERVISOR-NAME'), caseNo, { ...wishes.confirm, note: 'CONFIRM-NOTE' })
    for (const url of asked) {
      const { body } = await get('water', url)
      assert.doesNotMatch(body, /VISITOR-NAME|REVIEWER-NAME|SUPERVISOR-NAME|CONFIRM-NOTE|ownNumber/, url)
    }
    const history = (await get('supervise', `/api/cases/${caseNo}`)).body
    for (const told of [/VISITOR-NAME/, /REVIEWER-NAME/, /PROPOSED-REASON/, /CONFIRM-NOTE/]) assert.match(history, told)
    for (const event of ['visit', 'propose_ruling', 'confirm_ruling', 'redo']) {
      const detail = (await get('water', `/api/cases/${caseNo}`)).json()
      assert.ok(!detail.may.includes(event), event)
    }
  })

  it('given ratings, then those who look after them see whom they came from and what is odd, and nobody else', async () => {
    const url = `/api/visits/unusual?from=${given.clock.now() - 30 * day}&to=${given.clock.now() + day}`
    for (const [name] of people) {
      const { statusCode } = await get(name, url)
      assert.equal(statusCode, ['supervise', 'analyse', 'audit'].includes(name) ? 200 : 403, name)
    }
    const found = (await get('audit', url)).json()
    assert.ok(found.ratings > 3)
    assert.ok(found.units.some((row: { unit: string; own: number }) => row.unit === 'water' && row.own >= 2))
    assert.ok(
      found.visitors.some((row: { by: string }) => row.by === ''),
      'requesters themselves',
    )
    assert.ok(found.rulings.some((row: { state: string; decidedBy: string }) => row.decidedBy === 'SUPERVISOR-NAME'))
    assert.equal((await get('audit', '/api/visits/unusual?from=9&to=9')).statusCode, 400)
    assert.equal((await get('audit', '/api/visits/unusual')).statusCode, 400)
  })
})
