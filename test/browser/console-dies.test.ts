import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CitizenCall } from '../../scripts/city/city.ts'
import type { AgentView } from '../../src/wire/views.ts'
import { demoPassword, givenCity, givenHotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { givenHoldingProxy } from '../helpers/holding-proxy.ts'
import { until } from '../helpers/until.ts'
import { noBrowser } from './open-browser.ts'
import { givenRealDesk, type RealDesk } from './real-desk.ts'

/** Voice goes on arriving at the citizen. */
const hears = async (call: CitizenCall): Promise<void> => {
  const before = (await call.audio())?.received ?? Number.NaN
  await until('the citizen hears the agent', async () => ((await call.audio())?.received ?? 0) > before + 25)
}

test('given a hotline, a city, and an agent at a real browser', {
  timeout: 240_000,
  skip: noBrowser,
}, async t => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_AGENTS: '1', YIHAO_DEMO_WRAP_UP_MS: '0', YIHAO_DEMO_NOTICE: '0' })
  const { url } = hotline.server
  const city = await givenCity(t, hotline.asterisk.sipPort)

  const account1001 = { name: '1001', password: demoPassword }
  const open = () => givenRealDesk(t, { ...account1001, url })
  let desk: RealDesk = await open()
  const shows = (what: string) => desk.page.locator(what).waitFor()
  const textOf = async (what: string) => (await desk.page.locator(what).first().textContent()) ?? ''
  const note = () => desk.page.locator('[data-field=text]')
  const seconds = async (): Promise<number> => {
    const [minutes = 0, rest = 0] = (await textOf('.strip-time')).split(':').map(Number)
    return minutes * 60 + rest
  }
  const written = (text: string) => until(`“${text}” is there`, async () => (await note().inputValue()) === text)
  const loadedOnce = () => desk.page.evaluate(() => document.body.dataset.loaded)

  const account = await desk.page.evaluate(
    async () => (await fetch('/api/phone')).json() as Promise<{ password: string }>,
  )
  const phone = await city.phones.add({
    extension: '1001',
    password: account.password,
    behaviour: { answerAfterMs: 0, noAnswerShare: 1 },
  })
  const leader = await fetch(new URL('/api/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'leader', password: demoPassword }),
  })
  const cookie = leader.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const agent = async () => {
    const answer = await fetch(new URL('/api/agents', url), { headers: { cookie } })
    const { agents } = (await answer.json()) as { agents: AgentView[] }
    return agents.find(({ id }) => id === '1001')
  }
  await shows('.strip.state-paused')
  await desk.page.keyboard.press('F2')
  await shows('.strip.state-ready')

  let call = city.citizens.call({ number: '13812340001', patienceMs: 60_000 })

  await t.test(
    'who loads the page anew while it rings finds the pop and its timer again, and the phone rings on',
    async () => {
      await shows('[data-ringing=true]')
      const left = await seconds()
      await desk.page.reload()
      await shows('[data-ringing=true]')
      assert.equal(await textOf('.caller-number'), '138****0001')
      assert.ok((await seconds()) <= left, 'the ring began anew')
      await shows('.caller-tags .tag')
      assert.equal(phone.calls.length, 1)
      assert.equal(phone.calls[0]?.endedAt, null)
      phone.calls[0]?.answer()
      await shows('.strip.state-talking')
      await hears(call)
    },
  )

  await t.test(
    'who loads the page anew in a talk finds the call, its timer and history and what he wrote; the talk goes on',
    async () => {
      await note().fill('路灯不亮')
      await shows('.note-status[data-status=saved]')
      const gone = await seconds()
      await note().fill('路灯不亮，三天了')
      await desk.page.reload()
      await shows('.strip.state-talking')
      assert.equal(await textOf('.caller-number'), '138****0001')
      await shows('.caller-tags .tag')
      await written('路灯不亮，三天了')
      assert.ok((await seconds()) >= gone, 'the timer began anew')
      await hears(call)
    },
  )

  await t.test('whose browser dies in a talk finds all of it in another, and the talk goes on', async () => {
    await shows('.note-status[data-status=saved]')
    const gone = await seconds()
    desk.signal('SIGKILL')
    await until('the console is down', async () => (await agent())?.console === false)
    assert.equal((await agent())?.state, 'talking')
    await hears(call)
    desk = await open()
    await shows('.strip.state-talking')
    assert.equal(await textOf('.caller-number'), '138****0001')
    await shows('.caller-tags .tag')
    await written('路灯不亮，三天了')
    assert.ok((await seconds()) >= gone)
    await hears(call)
  })

  await t.test(
    'whose lid is closed in a talk is seen to be gone within ten seconds, and back when it is opened',
    async () => {
      await desk.page.evaluate(() => {
        document.body.dataset.loaded = 'once'
      })
      desk.signal('SIGSTOP')
      await until('the console is down', async () => (await agent())?.console === false, { withinMs: 10_000 })
      assert.equal((await agent())?.state, 'talking')
      await hears(call)
      desk.signal('SIGCONT')
      await until('the console is up', async () => (await agent())?.console)
      await shows('.connection-good')
      await note().fill('路灯不亮，三天了。醒来续写')
      await shows('.note-status[data-status=saved]')
      assert.equal(await loadedOnce(), 'once')
      call.hangUp()
      await call.ended
      countCalls(1)
      assert.equal(call.how, 'hung_up')
      await shows('.strip.state-ready')
    },
  )

  await t.test(
    'who is ready behind a closed lid gets no new caller; the caller waits and is offered when it is opened',
    async () => {
      desk.signal('SIGSTOP')
      await until('the agent is offline', async () => (await agent())?.state === 'offline', { withinMs: 10_000 })
      call = city.citizens.call({ number: '13812340002', patienceMs: 60_000 })
      await until('the hotline has taken the call', () => call.answeredByNetworkAt)
      await until('the caller waits', async () => {
        const answer = await fetch(new URL('/api/queues', url), { headers: { cookie } })
        const { queues } = (await answer.json()) as { queues: { waiting: number; ringing: number }[] }
        return queues.some(({ waiting, ringing }) => waiting === 1 && ringing === 0)
      })
      assert.equal(phone.calls.length, 1)
      desk.signal('SIGCONT')
      await until('the phone rings', () => phone.calls.length === 2)
      await shows('[data-ringing=true]')
      phone.calls[1]?.answer()
      await shows('.strip.state-talking')
      await hears(call)
    },
  )

  await t.test('whose page hangs has no live console, though the browser still answers pings for it', async () => {
    desk.signalPages('SIGSTOP')
    await until('the console is down', async () => (await agent())?.console === false, { withinMs: 10_000 })
    await hears(call)
    desk.signalPages('SIGCONT')
    await until('the console is up', async () => (await agent())?.console)
    await shows('.connection-good')
    assert.equal(await loadedOnce(), 'once')
  })

  await t.test(
    'whose network is away for a while has no command carried out later that he gave meanwhile',
    async () => {
      const proxy = await givenHoldingProxy(t, Number(new URL(url).port))
      const near = desk
      desk = await givenRealDesk(t, { ...account1001, url: `http://127.0.0.1:${proxy.port}` })
      near.signal('SIGKILL')
      await shows('.strip.state-talking')
      proxy.hold()
      await desk.page.keyboard.press('Shift+F8')
      await shows('.desk-failure')
      await desk.page.evaluate(() => {
        document.body.dataset.loaded = 'once'
      })
      proxy.letGo()
      await shows('.connection-good')
      await hears(call)
      assert.equal((await agent())?.state, 'talking')
      assert.equal(call.endedAt, null)
      await desk.page.keyboard.press('F4')
      await desk.page.keyboard.press('1')
      await until('a command that is given now is carried out', async () => (await agent())?.next === 'break')
      await shows('.strip-next')
    },
  )

  await t.test(
    'whose server dies in a talk is told so calmly, goes on writing, and is back with it by itself',
    async () => {
      hotline.server.kill()
      await hotline.server.exited
      await shows('.desk-calm')
      await note().fill('服务器不在时所记')
      await shows('.note-status[data-status=unsaved]')
      await hears(call)
      await hotline.restart()
      await shows('.connection-good')
      assert.equal(await loadedOnce(), 'once')
      assert.equal(await desk.page.evaluate(() => Object.keys(localStorage).length > 0), true)
      const { callId } = phone.calls[1] ?? {}
      await until('what he wrote is saved', async () =>
        desk.page.evaluate(async id => {
          const answer = await fetch(`/api/calls/${id}/draft`)
          return ((await answer.json()) as { fields: { text: string } }).fields.text === '服务器不在时所记'
        }, callId),
      )
      call.hangUp()
      await call.ended
      countCalls(1)
    },
  )
})
