import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newDelivery } from '../../../src/domain/export/delivery-table.ts'
import type { ExportState, NightExport } from '../../../src/engine/export/night-export.ts'
import type { Role } from '../../../src/engine/store.ts'
import { until } from '../../helpers/until.ts'
import { givenServer, passwordHash } from './given-server.ts'

const state: ExportState = {
  running: false,
  newestDay: 20_515,
  undelivered: { archive: 1 },
  troubles: [{ what: 'archive', day: 20_515, why: { code: 'target_no_folder', detail: '/mnt/share' }, since: 1_000 }],
  nextAt: 2_000,
}
const roles: readonly Role[] = ['agent', 'shift_leader', 'admin', 'analyst', 'auditor', 'supervisor', 'unit_clerk']

test('given exported days, then who answers for figures sees their versions and what fails, may begin anew, and nobody else may', async t => {
  let runs = 0
  const nightExport: Pick<NightExport, 'state' | 'run'> = {
    state: () => state,
    run: async () => {
      runs += 1
    },
  }
  const given = await givenServer(t, { nightExport })
  const hash = await passwordHash
  for (const role of roles)
    await given.store.write.saveUser({
      ...{ name: `a-${role}`, displayName: role, role, agentId: null, passwordHash: hash, disabled: false },
      unitId: role === 'unit_clerk' ? 'water' : null,
    })
  const version = { day: 20_515, version: 1 }
  const files = [{ name: 'calls.csv', bytes: 120, sha256: 'c' }]
  const row = {
    ...version,
    standing: 'provisional',
    content: 'b',
    madeAt: 500,
    headSeq: 7,
    headHash: 'h',
    files,
  } as const
  await given.store.write.addDayVersion(row, [newDelivery(version, 'archive', 500)])

  const asking = async (role: Role, method: 'GET' | 'POST') => {
    const cookie = await given.signIn(`a-${role}`)
    return given.app.inject({ method, url: '/api/exports', headers: { cookie, origin: 'http://localhost' } })
  }
  const allowed: string[] = []
  for (const role of roles)
    for (const method of ['GET', 'POST'] as const) {
      const { statusCode } = await asking(role, method)
      if (statusCode < 300) allowed.push(`${method} ${role}`)
      else assert.equal(statusCode, 403, `${method} ${role}`)
    }
  assert.deepEqual(allowed, ['GET admin', 'POST admin', 'GET analyst', 'POST analyst', 'GET auditor'])
  await until('both have begun', () => runs === 2)

  assert.deepEqual((await asking('auditor', 'GET')).json(), {
    running: false,
    newestDay: '2026-03-03',
    nextAt: 2_000,
    targets: [{ name: 'archive', undelivered: 1 }],
    troubles: [
      { what: 'archive', day: '2026-03-03', why: { code: 'target_no_folder', detail: '/mnt/share' }, since: 1_000 },
    ],
    versions: [
      {
        ...{ day: '2026-03-03', version: 1, standing: 'provisional', madeAt: 500, content: 'b' },
        ...{ ledgerSeq: 7, ledgerHash: 'h', files: 1, bytes: 120 },
        deliveries: [{ target: 'archive', state: 'waiting', tries: 0, nextAt: 500, endedAt: null, lastError: null }],
      },
    ],
  })
})

test('given a house without exports, then there is nothing to be found', async t => {
  const given = await givenServer(t)
  const headers = { cookie: await given.signIn('admin') }
  assert.equal((await given.app.inject({ url: '/api/exports', headers })).statusCode, 404)
})
