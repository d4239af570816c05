import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Fact } from '../../../src/domain/fact.ts'
import {
  type AgentFigures,
  countAgentFact,
  countFact,
  type Figures,
  lost,
  noAgentFigures,
  noFigures,
  stillWaiting,
} from '../../../src/domain/kpi/figures.ts'
import type { Reads } from '../../../src/engine/store.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { morning } from './given-facts.ts'
import { randomFacts } from './random-facts.ts'

const agentFiguresOf = (facts: readonly Fact[], from: number, to: number): Map<string, AgentFigures> => {
  const figures = new Map<string, AgentFigures>()
  for (const fact of facts) {
    if (fact.at < from || fact.at >= to) continue
    if (fact.kind !== 'offer_made' && fact.kind !== 'offer_ended' && fact.kind !== 'agent_state') continue
    figures.set(fact.agentId, countAgentFact(figures.get(fact.agentId) ?? noAgentFigures, fact, from))
  }
  return figures
}

const byStep = (facts: readonly Fact[], from: number, to: number, stepMs: number): Map<number, Figures> => {
  const steps = new Map<number, Figures>()
  for (let start = from; start < to; start += stepMs) {
    const end = Math.min(to, start + stepMs)
    const figures = facts.reduce((sum, fact) => countFact(sum, fact, start, end), noFigures)
    if (figures.offered > 0) steps.set(start, figures)
  }
  return steps
}

type DecidedStep = Awaited<ReturnType<Reads['decidedByQueue']>>[number]
const byQueueAndStep = (a: DecidedStep, b: DecidedStep): number => a.queueId.localeCompare(b.queueId) || a.at - b.at

const decidedByStep = (facts: readonly Fact[], from: number, to: number, stepMs: number): DecidedStep[] => {
  const queueOf = new Map(facts.flatMap(fact => (fact.kind === 'call_arrived' ? [[fact.callId, fact.queueId]] : [])))
  return [...new Set(queueOf.values())]
    .flatMap(queueId => {
      const own = facts.filter(fact => 'callId' in fact && queueOf.get(fact.callId ?? '') === queueId)
      return [...byStep(own, from, to, stepMs)].map(([at, figures]) => ({
        queueId,
        at,
        answered: figures.answered,
        lost: lost(figures),
      }))
    })
    .filter(({ answered, lost }) => answered + lost > 0)
    .sort(byQueueAndStep)
}

const openCallsOf = (facts: readonly Fact[]): string[] => {
  const open = new Set(facts.flatMap(fact => (fact.kind === 'call_arrived' ? [fact.callId] : [])))
  for (const fact of facts) if (fact.kind === 'call_ended') open.delete(fact.callId)
  return [...open].sort()
}

for (const dialect of dialects)
  describe(`figures on ${dialect}`, () => {
    test('without calls all figures are 0', async t => {
      const store = await givenStore(t, dialect)
      assert.deepEqual(await store.read.figures(0, morning), noFigures)
      assert.deepEqual(await store.read.agentFigures(0, morning), new Map())
    })

    test('the figures of the tables are those of the facts, for any period', async t => {
      const store = await givenStore(t, dialect)
      const known: Fact[] = []
      let runs = 0
      const instant = fc.integer({ min: morning - 1_000, max: morning + 150_000 })
      await fc.assert(
        fc.asyncProperty(randomFacts, instant, instant, async (make, from, to) => {
          runs += 1
          const facts = make(`run${runs}`)
          known.push(...facts)
          await store.append(facts)
          const expected = known.reduce((figures, fact) => countFact(figures, fact, from, to), noFigures)
          assert.deepEqual(await store.read.figures(from, to), expected)
          assert.ok(stillWaiting(expected) >= 0)
          assert.deepEqual(await store.read.figuresByStep(from, to, 20_000), byStep(known, from, to, 20_000))
          const decided = await store.read.decidedByQueue(from, to, 20_000)
          assert.deepEqual(decided.toSorted(byQueueAndStep), decidedByStep(known, from, to, 20_000))
          assert.deepEqual((await store.read.openCalls()).map(({ id }) => id).sort(), openCallsOf(known))
          assert.deepEqual(await store.read.agentFigures(from, to), agentFiguresOf(known, from, to))
        }),
        { numRuns: 60, endOnFailure: true },
      )
    })
  })
