import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ownerOf } from '../../../src/domain/cases/case-table.ts'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { mayNow } from '../../../src/domain/cases/life/decide.ts'
import { fileOf } from '../../../src/domain/cases/life/file.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { type GivenCase, inState, people, wishes } from './given-case.ts'

const { citizen, otherSupervisor, reviewer, supervisor, visitor } = people

const dissatisfied = (): GivenCase => inState('pending_callback').do(visitor, wishes.dissatisfied)
const ofCitizen = (score: 'satisfied' | 'dissatisfied', ownNumber: boolean | null = null): CaseCommand => ({
  ...wishes[score],
  source: 'web',
  ownNumber,
})
const rulingSteps = ['propose_ruling', 'confirm_ruling', 'refuse_ruling']

describe('a ruling on a rating', () => {
  it('counts, and closes the case, only once another person has confirmed it; the rating stays as it was given', () => {
    const given = dissatisfied().do(reviewer, wishes.exclude)
    assert.equal(given.state, 'pending_callback')
    assert.equal(given.standing.ruling?.confirmed, null)
    given.do(supervisor, wishes.confirm)
    assert.equal(given.state, 'closed')
    assert.equal(given.standing.score, 'dissatisfied')
    assert.deepEqual(given.standing.ruling, {
      ...{ ruling: 'excluded', reason: wishes.exclude.reason, by: 'reviewer', at: given.now },
      confirmed: { by: 'supervisor', at: given.now },
    })
    assert.deepEqual(fileOf(given.facts), given.file)
  })

  it('is never confirmed or refused by who proposed it, whatever roles he has', () => {
    const both = { ...reviewer, roles: ['reviewer', 'supervisor'] as const }
    for (const proposer of [both, supervisor]) {
      const given = dissatisfied().do(proposer, wishes.exclude)
      assert.equal(given.try(proposer, wishes.confirm), 'own_ruling')
      assert.equal(given.try(proposer, wishes.refuse), 'own_ruling')
      assert.equal(given.do(otherSupervisor, wishes.confirm).state, 'closed')
    }
  })

  it('is neither proposed nor confirmed by anybody of a unit that had a part in what is rated', () => {
    const proposed = dissatisfied().do(reviewer, wishes.exclude)
    for (const unit of ['water', 'water-east']) {
      const given = dissatisfied()
      const { assignment } = given.standing
      assert.ok(assignment)
      const standing = { ...given.standing, assignment: { ...assignment, handlerUnit: 'water-east' } }
      given.file = { ...given.file, standing }
      proposed.file = { ...proposed.file, standing: { ...proposed.standing, assignment: standing.assignment } }
      assert.equal(given.try({ ...reviewer, unit }, wishes.exclude), 'scored_unit')
      assert.equal(proposed.try({ ...supervisor, unit }, wishes.confirm), 'scored_unit')
      assert.equal(proposed.try({ ...supervisor, unit }, wishes.refuse), 'scored_unit')
    }
    assert.equal(proposed.try({ ...supervisor, unit: 'housing' }, wishes.confirm), null)
  })

  it('waits with an owner and a deadline of its own, in a closed case too', () => {
    const given = dissatisfied()
    assert.equal(ownerOf(given.standing), 'callback_agent')
    given.goTo(given.now + 3_600_000).do(reviewer, wishes.exclude)
    assert.equal(ownerOf(given.standing), 'supervisor')
    assert.ok((given.standing.deadline ?? 0) > given.now)
    given.do(supervisor, wishes.refuse)
    assert.deepEqual([ownerOf(given.standing), given.standing.ruling], ['callback_agent', null])
    assert.ok((given.standing.deadline ?? 0) > given.now, 'somebody must decide upon it again')

    const closed = inState('closed').do(citizen, ofCitizen('dissatisfied')).do(reviewer, wishes.exclude)
    assert.deepEqual([closed.state, ownerOf(closed.standing)], ['closed', 'supervisor'])
    assert.ok((closed.standing.deadline ?? 0) > closed.now)
    closed.do(supervisor, wishes.confirm)
    assert.deepEqual([closed.state, ownerOf(closed.standing), closed.standing.deadline], ['closed', null, null])
  })

  it('is proposed once, with a reason, of a dissatisfied rating, and is final once it is confirmed', () => {
    const satisfied = inState('closed')
    assert.equal(satisfied.try(reviewer, wishes.exclude), 'not_dissatisfied')
    const given = dissatisfied()
    assert.equal(given.try(reviewer, { ...wishes.exclude, reason: ' ' }), 'words_missing')
    assert.equal(given.try(supervisor, wishes.confirm), 'ruling_none')
    given.do(reviewer, wishes.exclude)
    assert.equal(given.try(otherSupervisor, wishes.exclude), 'ruling_waits')
    assert.equal(given.try(supervisor, { ...wishes.refuse, reason: '' }), 'words_missing')
    given.do(supervisor, wishes.confirm)
    assert.equal(given.try(supervisor, wishes.exclude), 'ruled_already')
    assert.equal(given.try(otherSupervisor, wishes.confirm), 'ruling_none')
  })

  it('may exclude a satisfied rating from a number of the rated unit, and makes no satisfied one of it', () => {
    const given = inState('pending_callback').do(citizen, ofCitizen('satisfied', true))
    assert.equal(given.try(reviewer, { ...wishes.exclude, ruling: 'recoded_satisfied' }), 'not_dissatisfied')
    given.do(reviewer, wishes.exclude).do(supervisor, wishes.confirm)
    assert.equal(given.standing.ruling?.ruling, 'excluded')
    assert.equal(given.standing.score, 'satisfied')
  })

  it('is void when the requester rates again, or the case is redone or reopened', () => {
    const again = dissatisfied().do(reviewer, wishes.exclude).do(citizen, ofCitizen('dissatisfied'))
    assert.equal(again.try(supervisor, wishes.confirm), 'ruling_none')
    const redone = dissatisfied().do(reviewer, wishes.exclude).do(visitor, wishes.redo)
    assert.equal(redone.standing.ruling, null)
    const reopened = inState('closed').do(citizen, ofCitizen('dissatisfied')).do(reviewer, wishes.exclude)
    reopened.do(supervisor, { event: 'reopen', newFacts: '又停水了' })
    assert.equal(reopened.standing.ruling, null)
    const withdrawn = dissatisfied().do(reviewer, wishes.exclude).do(citizen, { event: 'withdraw', note: '' })
    assert.deepEqual([withdrawn.standing.ruling, ownerOf(withdrawn.standing)], [null, null])
  })

  it('is offered to nobody who could do nothing with it', () => {
    const may = (given: GivenCase, by = supervisor) =>
      mayNow(given.file, by).filter(event => rulingSteps.includes(event))
    assert.deepEqual(may(inState('closed')), [])
    const given = dissatisfied()
    assert.deepEqual(may(given), ['propose_ruling'])
    given.do(reviewer, wishes.exclude)
    assert.deepEqual(may(given), ['confirm_ruling', 'refuse_ruling'])
    assert.deepEqual(may(given, { ...supervisor, name: 'reviewer' }), [])
  })

  it('of before, by one person, is still read, and nobody can make one any more', () => {
    const given = dissatisfied()
    const { ruling: _, ownNumber: _own, answeredBy: _by, ...standing } = given.standing
    const old = { event: 'adjudicate', ruling: 'kept', reason: '已按政策办理' } as const
    const fact: Fact = {
      ...{ at: given.now, received: given.now, kind: 'case_moved', caseNo: given.file.caseNo, by: reviewer },
      ...{ wish: old, standing: { ...standing, version: standing.version + 1, state: 'closed', closedAt: given.now } },
    }
    const file = fileOf([...given.facts, fact])
    assert.equal(file?.standing.state, 'closed')
    assert.equal(file?.standing.score, 'dissatisfied')
    assert.equal(given.try(reviewer, old as never), 'case_event_impossible')
  })
})

describe('a rating that was given', () => {
  it('is never booked over by anybody of the house; its giver alone may change his mind', () => {
    const given = dissatisfied()
    const refused = { ...wishes.satisfied, result: 'refused', score: null, solved: null, contacted: null } as const
    assert.equal(given.try(visitor, wishes.satisfied), 'rated_already')
    assert.equal(given.try(visitor, refused), 'rated_already')
    assert.equal(given.try(people.system, { ...refused, result: 'unreached' }), 'rated_already')
    assert.equal(given.do(citizen, ofCitizen('satisfied')).state, 'closed')
  })

  it('never comes by key', () => {
    const given = inState('pending_callback')
    assert.equal(given.try(visitor, { ...wishes.satisfied, source: 'keypad' }), 'case_event_impossible')
  })
})
