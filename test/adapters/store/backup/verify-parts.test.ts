import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { partsOf, verifyLedger } from '../../../../src/adapters/store/backup/verify-ledger.ts'
import { changeRow } from '../../../helpers/change-row.ts'
import { dialects, givenDatabase, openGiven } from '../../../helpers/store.ts'
import { arrived, morning } from '../given-facts.ts'

const rows = 100
const given = Array.from({ length: rows }, (_, n) => arrived({ callId: `c${n}`, arrivedAt: morning + n }))
const inOne = { rowsOfPart: rows + 1, mostParts: 1 }
const inFour = { rowsOfPart: 25, mostParts: 4 }

test('given any stretch of rows, then its parts follow each other without a gap, the last one to the end', () => {
  const number = fc.integer({ min: 0, max: 1_000 })
  fc.assert(
    fc.property(
      number,
      number,
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 6 }),
      (a, b, rowsOfPart, mostParts) => {
        const [after, end] = [Math.min(a, b), Math.max(a, b)]
        const parts = partsOf(after, end, { rowsOfPart, mostParts })
        assert.equal(parts[0]?.after, after)
        assert.equal(parts.at(-1)?.to, null)
        assert.ok(parts.length <= mostParts)
        for (const [index, part] of parts.slice(1).entries()) assert.equal(part.after, parts[index]?.to)
        if (parts.length > 1) assert.ok((end - after) / parts.length >= rowsOfPart)
      },
    ),
  )
})

for (const dialect of dialects)
  test(`given a ledger on ${dialect} of which any row is altered, cut out or cut off, then in parts the same row is named as in one piece`, async t => {
    const url = await givenDatabase(t, dialect)
    const store = await openGiven(t, url)
    await store.append(given)
    await store.close()
    assert.deepEqual(await verifyLedger(url, 1, null, inFour), await verifyLedger(url, 1, null, inOne))
    assert.equal((await verifyLedger(url, 31, null, inFour)).checkedTo?.seq, rows)

    for (const row of [1, 25, 26, 51, 100]) {
      await changeRow(url, `update facts set received = received + 1 where seq = ${row}`)
      assert.equal((await verifyLedger(url, 1, null, inFour)).brokenAt, row, `received of ${row}`)
      await changeRow(url, `update facts set received = received - 1 where seq = ${row}`)
    }
    // the hash of the last row of a part is what the next one begins with
    await changeRow(url, `update facts set hash = '${'0'.repeat(64)}' where seq = 25`)
    assert.deepEqual(
      [(await verifyLedger(url, 1, null, inOne)).brokenAt, (await verifyLedger(url, 1, null, inFour)).brokenAt],
      [25, 25],
    )
    await changeRow(url, 'delete from facts where seq = 25')
    assert.equal((await verifyLedger(url, 1, null, inFour)).brokenAt, 25)
    await changeRow(url, 'delete from facts where seq > 25')
    assert.equal((await verifyLedger(url, 1, null, inFour)).checkedTo?.seq, 24)
  })

test('given two rows that are altered in two parts, then the first one is named; given none to read, then it says so', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const store = await openGiven(t, url)
  await store.append(given)
  await store.close()
  await changeRow(url, 'update facts set received = received + 1 where seq in (90, 40, 60)')
  assert.equal((await verifyLedger(url, 1, null, inFour)).brokenAt, 40)
  await changeRow(url, 'drop table facts')
  await assert.rejects(verifyLedger(url, 1, null, inFour), { name: 'BackupError' })
})
