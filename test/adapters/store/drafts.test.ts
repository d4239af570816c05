import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { builder } from '../../../src/adapters/store/db.ts'
import { draftReads } from '../../../src/adapters/store/reads/draft-reads.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { morning } from './given-facts.ts'

const week = 7 * 86_400_000
const draft = { callId: 'c1', agentId: '1001', fields: { text: '路灯不亮' }, basedOn: null, now: morning }

for (const dialect of dialects)
  describe(`drafts on ${dialect}`, () => {
    test('given a draft, when it is saved again, then only the version it was based on is replaced', async t => {
      const store = await givenStore(t, dialect)
      assert.equal(await store.read.draft('c1', '1001'), null)
      assert.equal(await store.write.saveDraft(draft), morning)
      assert.equal(await store.write.saveDraft({ ...draft, fields: { text: '别的' } }), null)
      assert.equal(
        await store.write.saveDraft({ ...draft, fields: { text: '二' }, basedOn: morning, now: morning + 50 }),
        morning + 50,
      )
      assert.equal(
        await store.write.saveDraft({ ...draft, fields: { text: '旧' }, basedOn: morning, now: morning + 99 }),
        null,
      )
      const saved = await store.write.saveDraft({
        ...draft,
        fields: { text: 'a\0b' },
        basedOn: morning + 50,
        now: morning,
      })
      assert.equal(saved, morning + 51, 'later than the version before, whatever the clock says')
      assert.deepEqual(await store.read.draft('c1', '1001'), { fields: { text: 'ab' }, updatedAt: morning + 51 })
    })

    test('given a form of many fields, then each comes back as it was written, and an emptied one is gone', async t => {
      const store = await givenStore(t, dialect)
      const fields = { text: '路灯', title: '<img src=x onerror=1>', place: "'; drop table drafts; --", urgent: '1' }
      const updatedAt = await store.write.saveDraft({ ...draft, fields })
      assert.deepEqual((await store.read.draft('c1', '1001'))?.fields, fields)
      await store.write.saveDraft({ ...draft, fields: { title: '路灯' }, basedOn: updatedAt })
      assert.deepEqual((await store.read.draft('c1', '1001'))?.fields, { text: '', title: '路灯' })
    })

    test('given drafts of two agents about one call, then each has his own', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveDraft(draft)
      await store.write.saveDraft({ ...draft, agentId: '1002', fields: { text: '另一份' } })
      assert.equal((await store.read.draft('c1', '1001'))?.fields.text, '路灯不亮')
      assert.equal((await store.read.draft('c1', '1002'))?.fields.text, '另一份')
    })

    test('given drafts that nobody touched for a week, when another is saved, then they are gone', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveDraft(draft)
      await store.write.saveDraft({ ...draft, callId: 'c2', now: morning + 1 })
      await store.write.saveDraft({ ...draft, callId: 'c3', now: morning + week + 1 })
      assert.equal(await store.read.draft('c1', '1001'), null)
      assert.notEqual(await store.read.draft('c2', '1001'), null)
    })

    test('given two writers based on the same version, when both save at once, then one is refused', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveDraft(draft)
      const saved = await Promise.all(
        ['甲', '乙'].map(text =>
          store.write.saveDraft({ ...draft, fields: { text }, basedOn: morning, now: morning + 5 }),
        ),
      )
      assert.equal(saved.filter(version => version === null).length, 1)
    })
  })

test('given a draft from before there was a form, then it is read as the text of one', async () => {
  const reads = draftReads(builder('sqlite', async () => [['旧', null, morning]]))
  assert.deepEqual(await reads.draft('c1', '1001'), { fields: { text: '旧' }, updatedAt: morning })
})
