import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dialects, givenStore } from '../../helpers/store.ts'
import { registered } from './given-cases.ts'
import { morning } from './given-facts.ts'

const number = '+8613812345678'

for (const dialect of dialects)
  describe(`cases as campaigns ask for them on ${dialect}`, () => {
    test('given urgent cases of a number, it has one while one of them is open, and no other number has', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...registered({ running: 1, at: morning }),
        ...registered({ running: 2, at: morning, urgent: true, answer: '已答复' }),
        ...registered({ running: 3, at: morning, urgent: true, number: '+8613900000001' }),
      ])
      assert.equal(await store.read.hasUrgentCase(number), false)
      assert.equal(await store.read.hasUrgentCase('+8613900000001'), true)
      await store.append(registered({ running: 4, at: morning, urgent: true }))
      assert.equal(await store.read.hasUrgentCase(number), true)
    })
  })
