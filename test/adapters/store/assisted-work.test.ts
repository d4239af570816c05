import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dialects, givenStore } from '../../helpers/store.ts'

for (const dialect of dialects)
  test(`given a store on ${dialect}, then a unit that assists with nothing has an empty list and counts none`, async t => {
    const { read } = await givenStore(t, dialect)
    assert.deepEqual(await read.work({ coUnit: 'water', limit: 10 }), [])
    assert.equal((await read.unitBox({ unit: 'water' }, 1, 2)).assisting, 0)
  })
