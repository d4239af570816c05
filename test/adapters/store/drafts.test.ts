import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dialects, givenStore } from '../../helpers/store.ts'
import { morning } from './given-facts.ts'

const week = 7 * 86_400_000
const draft = { callId: 'c1', agentId: '1001', text: '路灯不亮', basedOn: null, now: morning }

for (const dialect of dialects)
  describe(`drafts on ${dialect}`, () => {
    test('given a draft, when it is saved again, then only the version it was based on is replaced', async t => {
      const store = await givenStore(t, dialect)
      assert.equal(await store.read.draft('c1', '1001'), null)
      assert.equal(await store.write.saveDraft(draft), morning)
      assert.equal(await store.write.saveDraft({ ...draft, text: '别的' }), null)
      assert.equal(
        await store.write.saveDraft({ ...draft, text: '二', basedOn: morning, now: morning + 50 }),
        morning + 50,
      )
      assert.equal(await store.write.saveDraft({ ...draft, text: '旧', basedOn: morning, now: morning + 99 }), null)
      const saved = await store.write.saveDraft({ ...draft, text: 'a\0b', basedOn: morning + 50, now: morning })
      assert.equal(saved, morning + 51, 'later than the version before, whatever the clock says')
      assert.deepEqual(await store.read.draft('c1', '1001'), { text: 'ab', updatedAt: morning + 51 })
    })

    test('given drafts of two agents about one call, then each has his own', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveDraft(draft)
      await store.write.saveDraft({ ...draft, agentId: '1002', text: '另一份' })
      assert.equal((await store.read.draft('c1', '1001'))?.text, '路灯不亮')
      assert.equal((await store.read.draft('c1', '1002'))?.text, '另一份')
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
        ['甲', '乙'].map(text => store.write.saveDraft({ ...draft, text, basedOn: morning, now: morning + 5 })),
      )
      assert.equal(saved.filter(version => version === null).length, 1)
    })
  })
