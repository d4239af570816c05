import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openConsole } from '../../scripts/city/console.ts'
import { startServerProcess } from '../../scripts/city/hotline.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { demoPassword, givenCity } from '../helpers/city.ts'
import { dialects, givenDatabase } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const cases = dialects.flatMap(dialect =>
  (['SIGTERM', 'SIGKILL', 'SIGSTOP'] as const).map(signal => ({ dialect, signal })),
)

for (const { dialect, signal } of cases)
  test(`given a caller who waits (${dialect}), when the server gets ${signal}, the standby serves him`, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'yihao-takeover-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const database = await givenDatabase(t, dialect)
    const asterisk = await givenAsterisk(t)
    const start = (lines: string[]) =>
      startServerProcess({
        folder,
        asterisk,
        httpPort: 0,
        password: demoPassword,
        settings: { YIHAO_DEMO_AGENTS: '2', YIHAO_DEMO_NOTICE: '0', YIHAO_DATABASE: database },
        onLine: line => lines.push(line),
      })
    const firstSays: string[] = []
    const first = await start(firstSays)
    t.after(() => first.kill())
    const lines: string[] = []
    const taking = start(lines)
    t.after(async () => (await taking).stop())
    await until('the second stands by', () => lines.some(line => line.includes('standing by')))
    const city = await givenCity(t, asterisk.sipPort)
    const call = city.citizens.call({ number: '13812340001', patienceMs: 40_000, talkMs: 500 })
    await until('the caller waits', async () => (await asterisk.cli('core show channels')).includes('Stasis'))

    const at = performance.now()
    process.kill(first.pid, signal)
    const second = await taking
    t.diagnostic(`the standby is ready ${Math.round(performance.now() - at)} ms after ${signal}`)
    assert.equal(call.endedAt, null)
    if (signal === 'SIGSTOP') {
      if (dialect === 'postgres') process.kill(first.pid, 'SIGCONT')
      assert.equal(await first.exited, dialect === 'sqlite' ? null : 75, firstSays.join('\n'))
    }

    const desk = await openConsole({ url: second.url, name: '1001', password: demoPassword })
    t.after(() => desk.close())
    const behaviour = { answerAfterMs: () => 50 }
    await city.phones.add({ extension: '1001', password: desk.phone.password, behaviour })
    await until('the caller is served', () => call.connectedAt !== null, { withinMs: 15_000 }).catch(error => {
      const channels = asterisk.cli('core show channels concise').catch(String)
      return channels.then(text => {
        throw new Error(`${error.message}; agent: ${JSON.stringify(desk.agent)}\n${lines.join('\n')}\n${text}`)
      })
    })
  })
