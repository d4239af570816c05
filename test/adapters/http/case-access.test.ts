import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { hashPassword } from '../../../src/adapters/http/password.ts'
import { type CaseAccessParts, createCaseAccess } from '../../../src/engine/cases/case-access.ts'
import type { Role } from '../../../src/engine/store.ts'
import { caseNoOf } from '../store/given-cases.ts'
import { dispatchedCase } from '../store/given-dispatched.ts'
import { asking } from './given-case-talk.ts'
import { atTheEnd, type GivenServer, givenServer, password } from './given-server.ts'

/** What somebody is shown of a case: all, all but whose it is, its number alone, or that there is none. */
type Shown = 'whole' | 'content' | 'stub' | 'nothing'

/** Whether he is told the whole number and the name when he gives a reason, and whether he reads the log. */
interface May {
  readonly plain: Shown
  readonly secret: Shown
  readonly told: boolean
  readonly log: boolean
}

const office = { plain: 'whole', secret: 'content', told: false, log: false } as const
const desk = { plain: 'whole', secret: 'stub', told: false, log: false } as const
const unit = { plain: 'whole', secret: 'content', told: false, log: false } as const
const stranger = { plain: 'nothing', secret: 'nothing', told: false, log: false } as const
const apart = { plain: 'stub', secret: 'stub', told: false, log: false } as const

const table: Readonly<Record<string, May & { readonly role: Role; readonly unit?: string; readonly agent?: string }>> =
  {
    taker: { role: 'agent', agent: '1001', plain: 'whole', secret: 'whole', told: true, log: false },
    'another agent': { role: 'agent', agent: '1002', ...desk },
    'network agent': { role: 'internet_agent', ...desk },
    'shift leader': { role: 'shift_leader', ...office, told: true },
    reviewer: { role: 'reviewer', ...office, told: true },
    dispatcher: { role: 'dispatcher', ...office },
    supervisor: { role: 'supervisor', ...office, told: true, log: true },
    'callback agent': { role: 'callback_agent', ...office, told: true },
    'clerk of its unit': { role: 'unit_clerk', unit: 'water', ...unit },
    'leader of its unit': { role: 'unit_leader', unit: 'water', ...unit },
    'handler of its office': { role: 'unit_handler', unit: 'water-east', ...unit },
    'clerk of another unit': { role: 'unit_clerk', unit: 'housing', ...stranger },
    'quality inspector': { role: 'quality_inspector', ...desk },
    'knowledge editor': { role: 'knowledge_editor', ...desk },
    'policy specialist': { role: 'policy_specialist', ...desk },
    analyst: { role: 'analyst', ...apart },
    admin: { role: 'admin', ...apart },
    auditor: { role: 'auditor', ...apart, log: true },
  }

const secretWords = /王建国|13812345678|\+8613812345678/
const plainNo = caseNoOf(1)
const secretNo = caseNoOf(2)
const reason = '核对回电号码'

const cleanup = atTheEnd()
const cookies = new Map<string, string>()
let server: GivenServer
let ask: ReturnType<typeof asking>

const as = (who: string) => cookies.get(who) ?? ''
const accessesOf = async (query: string) => (await ask(as('auditor'), `/api/access-log?${query}`)).body.accesses

before(async () => {
  server = await givenServer(cleanup)
  ask = asking(server)
  const passwordHash = await hashPassword(password)
  for (const [index, [who, { role, unit: unitId = null, agent: agentId = null }]] of Object.entries(table).entries()) {
    const user = { name: `u${index}`, displayName: who, role, agentId, passwordHash, disabled: false, unitId }
    await server.store.write.saveUser(user)
    cookies.set(who, await server.signIn(`u${index}`))
  }
  const at = server.clock.now() - 60_000
  await server.store.append([
    ...dispatchedCase({ running: 1, at, title: '停水', callId: 'c1' }),
    ...dispatchedCase({ running: 2, at, class: 'report', title: '举报排污', callId: 'c2' }),
  ])
})

const shownAs = (status: number, of: Record<string, unknown> | undefined): Shown => {
  if (status === 404 || !of) return 'nothing'
  if (of.hidden) return 'stub'
  return of.identityHidden ? 'content' : 'whole'
}

describe('who sees what of a case', () => {
  for (const [who, may] of Object.entries(table))
    it(`given a ${who}, he is shown what his role is, and by search no more`, async () => {
      for (const [caseNo, expected] of [
        [plainNo, may.plain],
        [secretNo, may.secret],
      ] as const) {
        const one = await ask(as(who), `/api/cases/${caseNo}`)
        assert.equal(shownAs(one.status, one.body?.case), expected, `${caseNo} opened`)
        const found = (await ask(as(who), `/api/cases?caseNo=${caseNo}`)).body.cases[0]
        // a unit's office leads no case: the list and the case itself agree
        assert.equal(shownAs(200, found), expected, `${caseNo} in the list`)
        if (expected !== 'whole') {
          assert.doesNotMatch(JSON.stringify(one.body), secretWords)
          assert.doesNotMatch(JSON.stringify(found ?? ''), secretWords)
        }
        if (expected === 'stub' || expected === 'content')
          assert.ok(one.body.calls.every((call: { callId: unknown }) => call.callId === null))
      }
    })

  for (const [who, { told }] of Object.entries(table))
    it(`given a ${who}, with a reason he is ${told ? 'told' : 'not told'} whose case it is`, async () => {
      for (const caseNo of [plainNo, secretNo]) {
        const answer = await ask(as(who), `/api/cases/${caseNo}/identity`, { reason })
        if (told)
          assert.deepEqual(
            [answer.status, answer.body],
            [200, { requesterName: '王建国', number: '+8613812345678', contact: 'phone' }],
          )
        else {
          assert.ok([403, 404].includes(answer.status), `${answer.status}`)
          assert.doesNotMatch(JSON.stringify(answer.body), secretWords)
        }
      }
    })

  for (const [who, { log }] of Object.entries(table))
    it(`given a ${who}, he ${log ? 'reads' : 'does not read'} who looked`, async () => {
      assert.equal((await ask(as(who), `/api/access-log?caseNo=${secretNo}`)).status, log ? 200 : 403)
    })
})

describe('who finds a confidential case by a number', () => {
  for (const who of ['shift leader', 'reviewer', 'supervisor', 'callback agent', 'another agent', 'clerk of its unit'])
    it(`given a ${who} who knows a number, he does not learn by it whose the confidential case is`, async () => {
      for (const query of ['number=13812345678', 'q=13812345678', 'q=5678']) {
        const { cases } = (await ask(as(who), `/api/cases?${query}`)).body
        assert.equal(
          cases.some(({ caseNo }: { caseNo: string }) => caseNo === secretNo),
          false,
          query,
        )
      }
    })

  it('given who sees numbers whole, four digits find the plain case; given others, they are only words', async () => {
    const found = async (who: string) => (await ask(as(who), '/api/cases?q=5678')).body.cases.length
    assert.deepEqual([await found('shift leader'), await found('another agent')], [1, 0])
  })
})

describe('what is kept of it', () => {
  it('given a reveal, who, as what, why, from where and what he was told is in the log, and in no history that others see', async () => {
    await ask(as('reviewer'), `/api/cases/${secretNo}/identity`, { reason: '  转交纪检 核实  ' })
    const [last] = await accessesOf(`caseNo=${secretNo}`)
    const { at, ...row } = last
    assert.ok(Math.abs(at - server.clock.now()) < 60_000)
    assert.deepEqual(row, {
      kind: 'revealed',
      caseNo: secretNo,
      by: 'u4',
      role: 'reviewer',
      reason: '转交纪检 核实',
      address: '127.0.0.1',
      what: ['name', 'number', 'contact'],
    })
    for (const who of ['taker', 'shift leader', 'clerk of its unit']) {
      const { history } = (await ask(as(who), `/api/cases/${secretNo}`)).body
      assert.doesNotMatch(JSON.stringify(history), /纪检|revealed|viewed/)
    }
  })

  it('given no reason, or one that says nothing, nothing is told and nothing is kept', async () => {
    const count = (await accessesOf(`caseNo=${plainNo}`)).length
    for (const body of [{}, { reason: '' }, { reason: '      ' }, { reason: 'ab' }, { reason, more: 1 }])
      assert.equal((await ask(as('reviewer'), `/api/cases/${plainNo}/identity`, body)).status, 400)
    assert.equal((await accessesOf(`caseNo=${plainNo}`)).length, count)
  })

  it('given somebody who reads a confidential case again and again, one viewing is kept for ten minutes; a plain case leaves none', async () => {
    const viewed = async () =>
      (await accessesOf('by=u5')).filter(({ kind }: { kind: string }) => kind === 'viewed').length
    const before = await viewed()
    server.clock.forward(11 * 60_000)
    for (let times = 0; times < 3; times += 1) await ask(as('dispatcher'), `/api/cases/${secretNo}`)
    await ask(as('dispatcher'), `/api/cases/${plainNo}`)
    assert.equal((await viewed()) - before, 1)
    server.clock.forward(11 * 60_000)
    await ask(as('dispatcher'), `/api/cases/${secretNo}`)
    assert.equal((await viewed()) - before, 2)
  })

  it('given a print of a confidential case, it is kept; who sees only its number cannot print it', async () => {
    const print = (who: string) => ask(as(who), `/api/cases/${secretNo}/viewings`, { what: 'print' })
    assert.deepEqual([(await print('clerk of its unit')).status, (await print('another agent')).status], [204, 403])
    const [last] = await accessesOf(`caseNo=${secretNo}`)
    assert.deepEqual([last.what, last.by, last.kind], [['print'], 'u8', 'viewed'])
  })
})

describe('a store that keeps nothing', () => {
  const stores: Readonly<Record<string, Pick<CaseAccessParts, 'book' | 'keepsFacts'>>> = {
    'refuses facts': { book: () => Promise.reject(new Error('broken')), keepsFacts: () => true },
    'may lose facts': { book: async () => {}, keepsFacts: () => false },
  }
  for (const [how, parts] of Object.entries(stores))
    it(`given a store that ${how}, nobody is told anything and no confidential case opens`, async () => {
      const broken = await givenServer(cleanup, {
        caseAccess: createCaseAccess({ ...parts, clock: { now: () => Date.now() } }),
      })
      await broken.store.append(dispatchedCase({ running: 2, at: Date.now(), class: 'report', title: '举报排污' }))
      const leader = await broken.signIn('leader')
      const talk = asking(broken)
      const told = await talk(leader, `/api/cases/${secretNo}/identity`, { reason })
      const opened = await talk(leader, `/api/cases/${secretNo}`)
      assert.deepEqual([told.status, opened.status], [503, 503])
      assert.doesNotMatch(JSON.stringify([told.body, opened.body]), /王建国|1381234|排污/)
    })
})
