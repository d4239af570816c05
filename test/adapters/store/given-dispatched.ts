import { decideCase } from '../../../src/domain/cases/life/decide.ts'
import { afterFact, fileOf } from '../../../src/domain/cases/life/file.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { caseContext, people } from '../../domain/cases/given-case.ts'
import { type GivenCase, registered } from './given-cases.ts'
import { fact } from './given-facts.ts'

/** The facts of a case that lies with the unit `water`, and its office `water-east`. */
export const dispatchedCase = (given: GivenCase): Fact[] => {
  const facts = registered(given)
  let file = fileOf(facts)
  if (!file) throw new Error('nothing was registered')
  const context = caseContext(given.at)
  const steps = [
    [people.reviewer, { event: 'pass_review', suggestedUnit: null, note: '' }],
    [people.dispatcher, { event: 'dispatch', unit: 'water', coUnits: [], note: '' }],
    [people.clerk, { event: 'sign' }],
    [people.clerk, { event: 'sub_dispatch', unit: 'water-east', note: '' }],
  ] as const
  for (const [by, wish] of steps) {
    const decided = decideCase(file, by, wish, null, context)
    if ('refused' in decided) throw new Error(`${wish.event}: ${decided.refused}`)
    const next = fact(given.at, decided.fact)
    facts.push(next)
    file = afterFact(file, next) ?? file
  }
  return facts
}
