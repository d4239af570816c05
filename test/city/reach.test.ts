import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Behaviour } from '../../scripts/city/behaviours.ts'
import { attemptsOfTask, reachDraw, reachedPerAttempt, reachedShare, takesPartShare } from '../../scripts/city/reach.ts'

const numbers = Array.from({ length: 30_000 }, (_, n) => `139${String(n).padStart(8, '0')}`)
const isPerson = ({ kind }: Behaviour) => kind === 'answers' || kind === 'hangs_up_at_once'
const within = (value: number, wanted: number, margin: number) =>
  assert.ok(Math.abs(value - wanted) <= margin, `${value} is not within ${margin} of ${wanted}`)

/** The attempts of a task: until a person is there, the number is known to be empty, or no attempt is left. */
const task = (draw: ReturnType<typeof reachDraw>, number: string): Behaviour[] => {
  const attempts: Behaviour[] = []
  while (attempts.length < attemptsOfTask) {
    const next = draw(number, attempts.length)
    attempts.push(next)
    if (isPerson(next) || next.kind === 'empty_number') break
  }
  return attempts
}

test('given many tasks, as many citizens are reached in the end, and as many of them take part, as is known of the trade', () => {
  const draw = reachDraw({ seed: 7 })
  const tasks = numbers.map(number => task(draw, number))
  const reached = tasks.flatMap(attempts => attempts.filter(isPerson))
  within(reached.length / tasks.length, reachedShare, 0.006)
  within(reached.filter(({ takesPart }) => takesPart).length / reached.length, takesPartShare, 0.006)
  const first = tasks.filter(([attempt]) => attempt && isPerson(attempt)).length / tasks.length
  within(first, reachedPerAttempt * 0.975, 0.01)
})

test('given a number at which nobody is ever reached, that is so at every attempt', () => {
  const draw = reachDraw({ seed: 3 })
  const dead = numbers.filter(number => ['empty_number', 'suspended'].includes(draw(number, 0).kind))
  within(dead.length / numbers.length, 0.025, 0.004)
  for (const number of dead) assert.equal(draw(number, 1).kind, draw(number, 0).kind)
})

test('given a seed, a number does the same at the same attempt, whatever was drawn before; given another it does not', () => {
  const few = numbers.slice(0, 200)
  const forwards = reachDraw({ seed: 5 })
  const seen = few.map(number => forwards(number, 0))
  const backwards = reachDraw({ seed: 5 })
  assert.deepEqual(
    [...few].reverse().map(number => backwards(number, 0)),
    [...seen].reverse(),
  )
  assert.notDeepEqual(
    few.map(number => reachDraw({ seed: 6 })(number, 0)),
    seen,
  )
})

test('given a pace, talks are shorter by it and as long as 90 s in the mean otherwise', () => {
  const talks = (pace: number) => {
    const draw = reachDraw({ seed: 11, pace })
    return numbers.flatMap(number => {
      const { kind, takesPart, steps } = draw(number, 0)
      const last = steps.findLast(step => step.do === 'wait')
      return kind === 'answers' && takesPart && last?.do === 'wait' ? [last.ms] : []
    })
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  within(mean(talks(1)), 90_000, 3000)
  within(mean(talks(0.01)), 900, 30)
})
