import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readConfig } from '../../src/config/config.ts'
import { startServer } from '../../src/server.ts'
import { liveVersion } from '../../src/wire/live.ts'
import { givenPage } from '../adapters/live/given-page.ts'
import { tamper } from '../adapters/store/backup/given-backup.ts'
import { answeredCall, morning } from '../adapters/store/given-facts.ts'
import { dialects, finallyDo, givenDatabase, givenFolder, keptLog, openGiven } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const password = 'correct horse'

for (const dialect of dialects)
  describe(`a server on ${dialect}`, () => {
    test('given a ledger with a row that was changed, when the server starts, then it says so by the row everywhere and still serves', async t => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      await store.append(answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 1_000, 1_000))
      await store.close()
      await tamper(url, `update facts set agent_id = '1002' where seq = 5`)

      const log = keptLog()
      const config = readConfig({
        YIHAO_ASTERISK: 'ari://x:x@127.0.0.1:9?ami=x:x@127.0.0.1:9',
        YIHAO_DATABASE: url,
        YIHAO_DATA: givenFolder(t),
        YIHAO_HTTP_PORT: '0',
        YIHAO_DEMO: '1',
        YIHAO_DEMO_PASSWORD: password,
        YIHAO_DEMO_AGENTS: '1',
      })
      const server = await startServer(config, log)
      finallyDo(t, server.close)
      const get = async (path: string, cookie = '') => fetch(new URL(path, server.url), { headers: { cookie } })
      const signIn = async (name: string) => {
        const reply = await fetch(new URL('/api/session', server.url), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name, password }),
        })
        return reply.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
      }

      await until('the check is through', async () => {
        const { ledger } = (await (await get('/readyz')).json()) as { ledger: { intact: boolean | null } }
        return ledger.intact === false
      })
      const { ledger } = (await (await get('/readyz')).json()) as { ledger: object }
      assert.deepEqual(ledger, { intact: false, brokenAt: 5 })
      assert.match(await (await get('/metrics')).text(), /^yihao_ledger_broken_at 5$/m)
      const told = log.lines.find(({ about }) => 'code' in about && about.code === 'ledger_broken')
      assert.match(told?.message ?? '', /from row 5 on: figures are not signed, calls go on/)
      const leader = await signIn('leader')
      const today = (await (await get('/api/figures/today', leader)).json()) as { ledgerIntact: boolean }
      assert.equal(today.ledgerIntact, false)
      const { host } = new URL(server.url)
      const wall = await givenPage(t, host, { cookie: leader })
      wall.send({ type: 'hello', version: liveVersion, view: 'wall' })
      const snapshot = await wall.frame('snapshot')
      assert.equal(snapshot.wall?.ledgerBrokenAt, 5)

      const desk = await givenPage(t, host, { cookie: await signIn('1001') })
      desk.send({ type: 'hello', version: liveVersion, view: 'desk' })
      await until('the desk of an agent is there', async () => {
        const { agents } = (await (await get('/api/agents', leader)).json()) as { agents: { console: boolean }[] }
        return agents[0]?.console === true
      })
    })
  })
