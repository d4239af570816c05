import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulate } from './simulation/simulate.ts'

const runs = 9
const callsEach = 5_000

for (let seed = 1; seed <= runs; seed += 1) {
  test(`given ${callsEach} simulated calls with faults (seed ${seed}), no rule is ever broken`, async t => {
    const { figures, events, crashes } = await simulate(seed, callsEach).catch(error => {
      throw new Error(`${error.message}\nrepeat it: npm run simulate -- --seed ${seed} --runs 1 --calls ${callsEach}`)
    })
    t.diagnostic(`${events} events, ${crashes} crashes; last life: ${figures.answered} answered of ${figures.offered}`)
    assert.ok(crashes > 0, 'the server crashed at least once')
  })
}

test('given 5,000 simulated calls without faults, the ledger says what each caller saw himself', async () => {
  const { figures, freed } = await simulate(100, 5_000, 0)
  assert.equal(figures.offered, 5_000)
  assert.equal(freed, 0)
})
