import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CaseForm } from '../../../src/domain/cases/case.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { emptyLine } from '../../../src/domain/line/line.ts'
import { type CaseDeskParts, createCaseDesk } from '../../../src/engine/cases/case-desk.ts'
import { openCaseNumbers } from '../../../src/engine/cases/case-numbers.ts'
import { createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import type { CallRow } from '../../../src/engine/store.ts'
import { caseContext } from '../../domain/cases/given-case.ts'

const form: CaseForm = {
  class: 'help',
  title: '',
  text: '路灯不亮',
  place: '解放路',
  requesterName: '',
  contact: 'phone',
  urgent: false,
  confidential: null,
  anonymous: false,
  enterprise: false,
  specialNeeds: false,
  answer: '',
}
const noon = Date.parse('2026-11-25T12:00:00+08:00')

/** A desk over a database that stands still: what was booked is in no read, as while facts wait beside it. */
const givenDesk = async (change: Partial<CaseDeskParts> = {}) => {
  const booked: Fact[] = []
  let now = noon
  const call = { number: '+8613812345678' } as CallRow
  const leg = { agentId: '1001' } as never
  const reads: CaseDeskParts['reads'] = {
    call: async id => (id === 'nobody' ? null : { call, offers: [], legs: [leg], parties: [], ratings: [] }),
    caseOfRequest: async () => null,
    callDecision: async () => ({ decided: null, cases: [] }),
    caseByNo: async () => null,
    callerHistory: async () => {
      throw new Error('not asked here')
    },
  }
  const clock = { now: () => now }
  const book: CaseDeskParts['book'] = async facts => void booked.push(...facts)
  const office = createCaseOffice({
    reads: { caseFacts: async () => [] },
    book,
    keepsFacts: () => true,
    clock,
    context: caseContext,
  })
  const desk = createCaseDesk({
    reads,
    hotline: { line: emptyLine },
    numbers: await openCaseNumbers(
      { lastCasePlace: async () => ({ localDay: 20261125, running: 41 }) },
      clock,
      'Asia/Shanghai',
    ),
    office,
    book,
    keepsFacts: () => true,
    clock,
    newId: () => 'id',
    ...change,
  })
  const setNow = (to: number) => {
    now = to
  }
  return { desk, booked, setNow, kinds: () => booked.map(({ kind }) => kind) }
}

describe('what agents make of their calls', () => {
  it('goes on with the numbers where the store ends, and never behind one that was given', async () => {
    const { desk, setNow } = await givenDesk()
    const next = async (requestId: string) => {
      const answer = await desk.register('1001', 'c1', requestId, form)
      return 'done' in answer ? answer.done.caseNo.slice(0, 13) : answer.refused
    }
    assert.equal(await next('a'), '2026112500042')
    setNow(Date.parse('2026-11-26T00:00:00+08:00'))
    assert.equal(await next('b'), '2026112600001')
    setNow(noon)
    assert.equal(await next('c'), '2026112600002')
  })

  it('is known before the database holds it: one wish makes one case, and an outcome stands', async () => {
    const { desk, kinds } = await givenDesk()
    const [one, again] = await Promise.all([1, 2].map(() => desk.register('1001', 'c1', 'r1', form)))
    assert.deepEqual(one, again)
    assert.deepEqual(kinds(), ['case_registered', 'case_moved', 'case_linked', 'call_outcome'])
    assert.deepEqual(await desk.decide('1001', 'c1', { outcome: 'no_case', reason: 'silent' }), {
      refused: 'outcome_settled',
    })
    assert.deepEqual(await desk.register('1001', 'c2', 'r1', form), { refused: 'bad_request' })
  })

  it('is refused while facts may be lost, so that nobody is told a number that is not kept', async () => {
    const { desk, booked } = await givenDesk({ keepsFacts: () => false })
    assert.deepEqual(await desk.register('1001', 'c1', 'r1', form), { refused: 'store_down' })
    assert.deepEqual(booked, [])
  })

  it('goes on after something failed, of which nothing was booked', async () => {
    let fails = true
    const keepsFacts = () => {
      if (fails) throw new Error('away')
      return true
    }
    const { desk, booked } = await givenDesk({ keepsFacts })
    await assert.rejects(desk.register('1001', 'c1', 'r1', form), /away/)
    fails = false
    assert.ok('done' in (await desk.register('1001', 'c1', 'r1', form)))
    assert.equal(booked.length, 4)
  })

  it('is his own matter: a call of nobody or of somebody else is not there', async () => {
    const { desk, booked } = await givenDesk()
    assert.deepEqual(await desk.decide('1002', 'c1', { outcome: 'undecided' }), { refused: 'not_found' })
    assert.deepEqual(await desk.decide('1001', 'nobody', { outcome: 'undecided' }), { refused: 'not_found' })
    assert.deepEqual(booked, [])
  })
})
