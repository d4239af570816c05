import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Queue } from '../../../src/domain/queue/queue.ts'
import type { DirectoryEntry } from '../../../src/domain/transfer/directory.ts'
import type { StoredAgent } from '../../../src/engine/store.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { morning } from './given-facts.ts'

const queue: Queue = {
  id: 'hotline',
  name: { zh: '热线', en: 'Hotline' },
  dialledNumbers: ['*'],
  priority: 5,
  skills: [{ skill: 'hotline', level: 1 }],
  groups: ['day'],
  prefer: 'idle',
  ladder: [{ afterMs: 20_000, groups: ['leaders'], anySkill: true }],
  notice: 'notice',
  noticeMaxMs: 6_000,
  ringMs: 15_000,
  wrapUpMs: 10_000,
  maxWaitMs: null,
  capacity: { atLeast: 10, perAgent: 3 },
  missLimit: 2,
  overflowOpen: false,
  announcement: null,
}

const agent: StoredAgent = {
  id: '1001',
  name: '王芳',
  extension: '1001',
  group: 'day',
  skills: [{ skill: 'hotline', level: 5 }],
  wantsStandingLeg: true,
  autoAccept: false,
  sipPassword: 'secret',
}

const user = {
  name: '1001',
  displayName: '王芳',
  role: 'agent',
  agentId: '1001',
  passwordHash: '$argon2id$…',
  disabled: false,
} as const

for (const dialect of dialects)
  describe(`settings and sign-ins on ${dialect}`, () => {
    test('a queue and an agent come back as saved, and saving again replaces them', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveQueue(queue)
      await store.write.saveQueue({ ...queue, id: 'a', name: { zh: '夜\u0000间', en: 'Night' } })
      await store.write.saveQueue({ ...queue, ringMs: 20_000 })
      assert.deepEqual(await store.read.queues(), [
        { ...queue, id: 'a', name: { zh: '夜间', en: 'Night' } },
        { ...queue, ringMs: 20_000 },
      ])
      await store.write.saveAgent(agent)
      await store.write.saveAgent({ ...agent, group: 'night' })
      assert.deepEqual(await store.read.agents(), [{ ...agent, group: 'night' }])
    })

    test('a target of a queue comes back as saved, and one that was stored before there were any has none', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveQueue({ ...queue, answerTarget: 9_650 })
      await store.write.saveQueue({ ...queue, id: 'old' })
      assert.deepEqual(
        (await store.read.queues()).map(({ answerTarget }) => answerTarget),
        [9_650, undefined],
      )
    })

    test('an entry of the directory comes back as saved, is replaced, and is gone when it is removed', async t => {
      const store = await givenStore(t, dialect)
      const entry: DirectoryEntry = {
        id: 'tax-1',
        kind: 'specialist',
        name: { zh: '税务 陈专员', en: 'Tax 1' },
        number: '+8651388800010',
        unit: 'tax',
        topics: ['税收优惠'],
        hours: [{ from: 540, to: 1_050 }],
        position: 1,
      }
      await store.write.saveDirectoryEntry(entry)
      await store.write.saveDirectoryEntry({ ...entry, id: 'tax-2' })
      await store.write.saveDirectoryEntry({ ...entry, position: 7 })
      assert.deepEqual(await store.read.directory(), [
        { ...entry, position: 7 },
        { ...entry, id: 'tax-2' },
      ])
      await store.write.removeDirectoryEntry('tax-1')
      await store.write.removeDirectoryEntry('nobody')
      assert.deepEqual(await store.read.directory(), [{ ...entry, id: 'tax-2' }])
    })

    test('two agents cannot have one phone', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveAgent(agent)
      await assert.rejects(store.write.saveAgent({ ...agent, id: '1002' }), { code: 'conflict' })
      assert.equal(store.healthy, true)
      assert.equal((await store.read.agents()).length, 1)
    })

    test('a user is found by name and by id, and keeps his id when saved again', async t => {
      const store = await givenStore(t, dialect)
      await store.write.saveAgent(agent)
      const first = await store.write.saveUser(user)
      const other = await store.write.saveUser({ ...user, name: 'admin', role: 'admin', agentId: null })
      assert.notEqual(first.id, other.id)
      const again = await store.write.saveUser({ ...user, disabled: true })
      assert.equal(again.id, first.id)
      const plain = { alsoRoles: null, unitId: null }
      assert.deepEqual(await store.read.userByName('1001'), { ...user, ...plain, id: first.id, disabled: true })
      assert.deepEqual(await store.read.userById(other.id), { ...user, ...plain, ...other })
      const clerk = { ...user, alsoRoles: ['unit_leader'], unitId: 'water' } as const
      await store.write.saveUser(clerk)
      assert.partialDeepStrictEqual(await store.read.userByName('1001'), {
        alsoRoles: ['unit_leader'],
        unitId: 'water',
      })
      assert.equal(await store.read.userByName('nobody'), null)
      assert.equal(await store.read.userById(999), null)
    })

    test('a session is there until it is ended, and those that ran out go when a new one comes', async t => {
      const store = await givenStore(t, dialect)
      const { id } = await store.write.saveUser({ ...user, agentId: null })
      const session = (tokenHash: string, createdAt: number) => ({
        tokenHash,
        userId: id,
        createdAt,
        expiresAt: createdAt + 1_000,
      })
      await store.write.addSession(session('a', morning))
      assert.deepEqual(await store.read.session('a'), session('a', morning))
      await store.write.addSession(session('b', morning + 5_000))
      assert.equal(await store.read.session('a'), null)
      await store.write.endSession('b')
      assert.equal(await store.read.session('b'), null)
      await store.write.endSession('b')
    })
  })
