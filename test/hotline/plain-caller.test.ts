import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { need, readTools } from '../../scripts/setup/tools.ts'
import { givenAgent, givenCity, givenHotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

const run = promisify(execFile)

test("given somebody else's sipp, its plain call to 12345 gets an agent whose screen says so before his phone rings", async t => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_WRAP_UP_MS: '0' })
  const city = await givenCity(t, hotline.asterisk.sipPort)
  const { desk } = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 300 })
  const sipp = need(readTools().sipp)
  const [program = '', ...args] = sipp.command
  const plain = ['-sn', 'uac', '-s', '12345', '-m', '1', '-d', '8000', '-nostdin', '-timeout', '40']
  const call = run(program, [...args, ...plain, `127.0.0.1:${hotline.asterisk.sipPort}`], {
    env: { ...process.env, ...sipp.env },
    cwd: hotline.asterisk.folder,
  })
  await until('the pop is on the desk', () => desk.pops.length === 1)
  await until('the agent talks', () => desk.agent?.state === 'talking')
  await call
  countCalls(1)
  await until('the agent is ready again', () => desk.agent?.state === 'ready')
  assert.equal(desk.pops[0]?.dialled, '12345')
})
