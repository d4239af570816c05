import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageOnDemand } from '../../../src/web/router/page-on-demand.ts'

const Found = () => null

test('given a page that is wanted twice, its code is fetched once and known from then on', async () => {
  let asked = 0
  const page = pageOnDemand(async () => {
    asked += 1
    return Found
  })
  assert.equal(page.known, null)
  const [one, other] = await Promise.all([page.fetch(), page.fetch()])
  assert.deepEqual([one, other, page.known, asked], [Found, Found, Found, 1])
})

test('given code that could not be had, it is asked for anew the next time', async () => {
  let asked = 0
  const page = pageOnDemand(async () => {
    asked += 1
    if (asked === 1) throw new Error('the network is away')
    return Found
  })
  await assert.rejects(page.fetch(), /the network is away/)
  assert.equal(page.known, null)
  assert.equal(await page.fetch(), Found)
})
