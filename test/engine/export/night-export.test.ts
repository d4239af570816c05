import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { NightExportParts } from '../../../src/engine/export/night-export.ts'
import { ExportFailure } from '../../../src/engine/export/problem.ts'
import { dialects } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { filesBelow, givenExport, march } from './given-export.ts'

for (const dialect of dialects)
  describe(`the nightly export on ${dialect}`, () => {
    test('given closed days, when the night comes, then each is exported once and brought to its target; a day as it was is not exported again', async t => {
      const given = await givenExport(t, dialect)
      given.days['2026-03-02'] = 'a'
      const night = given.open()
      await night.run()
      const once = [3, 2, 1].map(day => `2026-03-0${day} v1 provisional archive delivered`)
      assert.deepEqual(await given.runs(), once)
      given.moreFacts()
      await night.run()
      assert.deepEqual(await given.runs(), once)
      const there = filesBelow(given.folders.archive)
      assert.equal(there['2026/03/02/v1/calls.csv'], 'a')
      assert.equal(Object.keys(there).length, 9)
      assert.equal(night.state().newestDay, 20_515)
    })

    test('given a fact that came late, then the day is restated under the next version, and what was delivered stays as it was', async t => {
      const given = await givenExport(t, dialect)
      const night = given.open()
      await night.run()
      given.days['2026-03-02'] = 'late'
      given.clock.set(march(5))
      await night.run()
      assert.deepEqual((await given.runs()).slice(1, 4), [
        '2026-03-03 v1 provisional archive delivered',
        '2026-03-02 v2 restated archive delivered',
        '2026-03-02 v1 provisional archive delivered',
      ])
      const there = filesBelow(given.folders.archive)
      assert.deepEqual([there['2026/03/02/v1/calls.csv'], there['2026/03/02/v2/calls.csv']], ['', 'late'])
      const { files: _, content: __, ...says } = JSON.parse(there['2026/03/02/v2/version.json'] ?? '')
      assert.deepEqual(says, { day: '2026-03-02', version: 2, standing: 'restated', replaces: 1 })
      const kept = Object.keys(filesBelow(given.folders.shelf)).filter(path => path.startsWith('2026-03-02'))
      assert.deepEqual(
        kept,
        ['calls.csv', 'manifest.json', 'version.json'].map(name => `2026-03-02/v2/${name}`),
      )
    })

    test('given a day whose time is over, then it is exported once more as final, and nothing changes it after that', async t => {
      const given = await givenExport(t, dialect)
      const night = given.open()
      await night.run()
      given.clock.set(march(11))
      await night.run()
      const final = '2026-03-01 v2 final archive delivered'
      assert.equal((await given.runs()).at(-2), final)
      given.days['2026-03-01'] = 'too late'
      given.made.length = 0
      await night.run()
      assert.equal((await given.runs()).at(-2), final)
      assert.equal(given.made.includes('2026-03-01'), false)
      assert.equal(filesBelow(given.folders.archive)['2026/03/01/v2/calls.csv'], '')
    })

    test('given two servers that export at once, then no day has two versions of one number', async t => {
      const given = await givenExport(t, dialect)
      const other = given.open({
        shelf: { ...given.parts.shelf, make: async day => ({ ...(await given.parts.shelf.make(day)) }) },
      })
      await given.open().run()
      await other.run()
      assert.equal((await given.runs()).length, 3)
      const [row] = await given.store.read.exportRuns(1)
      assert.equal(await given.store.write.addDayVersion(row ?? assert.fail(), []), false)
    })
  })

test('given a target that is away, then it is alarmed once, tried later, and keeps no other target waiting', async t => {
  const given = await givenExport(t)
  let isAway = true
  const away = {
    name: 'far',
    bring: async () => {
      if (isAway) throw new ExportFailure('target_unreachable', 'far.example ECONNREFUSED')
    },
  }
  const night = given.open({ targets: [away, ...given.parts.targets] })
  night.start()
  await until('all are tried', () => !night.state().running)
  assert.deepEqual(night.state().undelivered, { far: 3, archive: 0 })
  assert.deepEqual(
    given.alarms.map(({ what, state, why }) => [what, state, why]),
    [['far', 'raised', { code: 'target_unreachable', detail: 'far.example ECONNREFUSED' }]],
  )
  given.clock.set(given.clock.now() + 30_000)
  await until('it is tried again', async () =>
    (await given.store.read.openDeliveries()).some(({ tries, state }) => tries === 2 && state === 'waiting'),
  )
  assert.equal(given.alarms.length, 1)
  isAway = false
  given.clock.set(given.clock.now() + 120_000)
  await until('they are there', () => night.state().undelivered.far === 0)
  assert.deepEqual(given.alarms.at(-1)?.state, 'ended')
  assert.deepEqual(night.state().troubles, [])
  await night.stop()
})

test('given no room for the files, then nothing is kept, it is alarmed, and the day is made when there is room again', async t => {
  const given = await givenExport(t)
  let isFull = true
  const { shelf } = given.parts
  const make: NightExportParts['shelf']['make'] = async day => {
    if (isFull) throw new ExportFailure('export_disk_full', '')
    return shelf.make(day)
  }
  const night = given.open({ shelf: { ...shelf, make } })
  night.start()
  await until('it has failed', () => night.state().troubles.length === 1 && !night.state().running)
  assert.deepEqual(await given.runs(), [])
  isFull = false
  given.clock.set(given.clock.now() + 600_000)
  await until('it is made', () => night.state().newestDay === 20_515 && !night.state().running)
  assert.deepEqual(
    given.alarms.map(({ what, state, day }) => [what, state, day]),
    [
      ['making', 'raised', '2026-03-01'],
      ['making', 'ended', '2026-03-01'],
    ],
  )
  await night.stop()
})

test('given a server that was away for days, when it starts, then it makes the missing days at once, and looks at all of them in the night', async t => {
  const given = await givenExport(t)
  await given.open().run()
  given.made.length = 0
  given.clock.set(march(7, 10))
  const night = given.open()
  night.start()
  await until('the missing ones are made', () => night.state().newestDay === 20_518 && !night.state().running)
  assert.deepEqual(given.made, ['2026-03-04', '2026-03-05', '2026-03-06'])
  assert.equal(night.state().nextAt, march(8))
  given.clock.set(march(8))
  await until('all are looked at', () => given.made.length === 3 + 7 && !night.state().running)
  await night.stop()
})

test('given a server that no longer acts, then it exports nothing more', async t => {
  const given = await givenExport(t)
  const night = given.open({ acts: async () => false })
  await night.run()
  assert.deepEqual(await given.runs(), [])
})

test('given a target that is set up no more, then what waits for it is superseded and nothing is alarmed', async t => {
  const given = await givenExport(t)
  const away = { name: 'far', bring: async () => assert.fail('away') }
  await given.open({ targets: [away] }).run()
  await given.open({ targets: [] }).run()
  assert.deepEqual(await given.store.read.openDeliveries(), [])
})

describe('a crash between any two steps', () => {
  /** After this step the server is dead: nothing that it does any more comes to anything. */
  const steps = ['make', 'keep', 'addDayVersion', 'dropOlder', 'moveDelivery', 'bring'] as const
  class Dead extends Error {}

  for (const step of steps)
    for (const nth of [1, 2])
      test(`given a server that dies right after ${step} for the ${nth}. time, then the next one leaves each day exported once, and whole`, async t => {
        const given = await givenExport(t)
        given.days['2026-03-01'] = 'one'
        await given.open({ targets: [] }).run()
        given.days['2026-03-01'] = 'changed'
        given.clock.set(march(5))
        let left = nth
        let dead = false
        const dying =
          <A extends unknown[], R>(name: string, job: (...args: A) => Promise<R>) =>
          async (...args: A): Promise<R> => {
            if (dead) throw new Dead()
            const result = await job(...args)
            if (name === step) left -= 1
            if (left === 0) dead = true
            if (dead) throw new Dead()
            return result
          }
        const { shelf, writes, targets } = given.parts
        const [target = assert.fail()] = targets
        const night = given.open({
          shelf: {
            ...shelf,
            make: dying('make', shelf.make),
            keep: dying('keep', shelf.keep),
            discard: dying('discard', shelf.discard),
            dropOlder: dying('dropOlder', shelf.dropOlder),
          },
          writes: {
            addDayVersion: dying('addDayVersion', writes.addDayVersion),
            moveDelivery: dying('moveDelivery', writes.moveDelivery),
          },
          targets: [{ name: target.name, bring: dying('bring', target.bring) }],
        })
        await night.run()
        await night.stop()
        given.alarms.length = 0

        const next = given.open()
        next.start()
        await until('it has started', () => !next.state().running)
        await next.run()
        const runs = await given.runs()
        assert.deepEqual(
          runs.filter(run => run.includes('archive')),
          ['2026-03-04 v1 provisional archive delivered', '2026-03-01 v2 restated archive delivered'],
        )
        assert.equal(runs.length, 5)
        const there = filesBelow(given.folders.archive)
        assert.deepEqual(Object.keys(there).sort(), [
          ...['calls.csv', 'manifest.json', 'version.json'].map(name => `2026/03/01/v2/${name}`),
          ...['calls.csv', 'manifest.json', 'version.json'].map(name => `2026/03/04/v1/${name}`),
        ])
        assert.equal(there['2026/03/01/v2/calls.csv'], 'changed')
        assert.equal(Object.keys(filesBelow(given.folders.shelf)).length, 12)
        await next.stop()
      })
})

test('given a target folder that is not there, then it says so and makes none', async t => {
  const given = await givenExport(t)
  rmSync(given.folders.archive, { recursive: true })
  await given.open().run()
  await setImmediate()
  assert.deepEqual(given.alarms[0]?.why, { code: 'target_no_folder', detail: given.folders.archive })
})
