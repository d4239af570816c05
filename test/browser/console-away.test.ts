import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import type { DeskState } from '../../src/wire/views.ts'
import { until } from '../helpers/until.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk, fakeMissed, fakeWall } from './fake-state.ts'
import { onPage, type Seated } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const talking = (now: number, change: Partial<DeskState> = {}): DeskState =>
  fakeDesk(now, { agent: fakeAgent(now, { state: 'talking', since: now - 62_000 }), call: fakeCall(now), ...change })

describe('a desk in bad minutes, in a real browser', {
  skip: noBrowser,
}, () => {
  let page: Page
  let server: FakeServer
  let context: BrowserContext
  let textOf: Seated['textOf']
  onPage({ role: 'agent', height: 650 }, seated => {
    ;({ page, server, context, textOf } = seated)
  })

  const open = async (desk = talking(Date.now()), where = page): Promise<void> => {
    server.show({ desk })
    await where.goto(server.url)
    await where.locator('.strip').waitFor()
  }
  const note = (where = page) => where.locator('[data-field=text]')
  const commands = () => server.received.flatMap(frame => (frame.type === 'command' ? [frame.command.name] : []))
  const saved = () => server.drafts.get('c1')?.fields.text
  const away = async () => {
    server.cut(4005, true)
    await page.locator('.connection-busy').waitFor()
  }
  const back = async () => {
    server.cut(4005, false)
    await page.locator('.connection-good').waitFor()
  }

  it('says calmly that it reconnects and what still works, and is back by itself with timer and text, not loaded anew', async () => {
    await open()
    await page.evaluate(() => {
      document.body.dataset.loaded = 'once'
    })
    await note().fill('路灯')
    await away()
    assert.match(await textOf('.desk-calm'), /正在重新连接.*照常用话机/)
    await note().fill('路灯不亮')
    await page.locator('[data-status=unsaved]').waitFor()
    await back()
    await until('the text is saved', () => saved() === '路灯不亮')
    assert.equal(await note().inputValue(), '路灯不亮')
    assert.match(await textOf('.strip-time'), /^1:[01]\d$/)
    assert.equal(await page.evaluate(() => document.body.dataset.loaded), 'once')
    assert.equal(await page.locator('.desk-calm').count(), 0)
  })

  it('says so when the code of the page cannot be had, and is there again by the button', async () => {
    await page.route('**/assets/desk-page-*.js', route => route.abort())
    server.show({ desk: talking(Date.now()) })
    await page.goto(server.url)
    await page.getByText('页面出现错误').waitFor()
    await page.unroute('**/assets/desk-page-*.js')
    await page.locator('button').first().click()
    await page.locator('.strip').waitFor()
  })

  it('refuses keys and buttons while offline in one sentence, and delivers none of them ever', async () => {
    await open()
    await away()
    assert.ok(await page.locator('.command').first().isDisabled())
    await page.keyboard.press('Shift+F8')
    await page.locator('.desk-failure').waitFor()
    assert.match(await textOf('.desk-failure'), /操作未发送，也不会补发/)
    await page.keyboard.press('F4')
    assert.equal(await page.locator('.command-quiet').count(), 0)
    await back()
    assert.equal(await page.locator('.desk-failure').count(), 0)
    await page.keyboard.press('F4')
    await page.keyboard.press('2')
    await until('what is asked for now arrives', () => commands().length > 0)
    assert.deepEqual(commands(), ['pause'])
  })

  it('takes a computer without network for offline at once, before any socket notices', async () => {
    await open()
    await page.evaluate(() => dispatchEvent(new Event('offline')))
    await until('it connected anew', () => server.received.filter(({ type }) => type === 'hello').length === 2)
    await page.locator('.connection-good').waitFor()
  })

  it('says of a command without an answer that it is not known whether it was done, and does not send it again', async () => {
    await open()
    server.holdAnswers(true)
    await page.keyboard.press('Shift+F8')
    await until('the command is under way', () => commands().length === 1)
    await away()
    await page.locator('.desk-failure').waitFor()
    assert.match(await textOf('.desk-failure'), /是否已执行未知/)
    await back()
    assert.match(await textOf('.desk-failure'), /是否已执行未知/)
    assert.deepEqual(commands(), ['hang_up'])
  })

  it('keeps what is written through a reload, also what the server could not take', async () => {
    await open()
    await note().fill('已保存')
    await until('it is saved', () => saved() === '已保存')
    server.storeWorks(false)
    await note().fill('已保存，还有未保存的')
    await page.locator('[data-status=unsaved]').waitFor()
    await page.reload()
    await until('it is there again', async () => (await note().inputValue()) === '已保存，还有未保存的')
    server.storeWorks(true)
    await until('it is saved', () => saved() === '已保存，还有未保存的')
    await page.locator('[data-status=saved]').waitFor()
    assert.equal(await page.evaluate(() => Object.keys(localStorage).some(key => key.includes('draft'))), false)
  })

  it('shows in one page of the agent what he writes in another', async () => {
    await open()
    const other = await context.newPage()
    await open(talking(Date.now()), other)
    await note().fill('一')
    await until('the other shows it', async () => (await note(other).inputValue()) === '一')
    await note(other).fill('一二')
    await until('the first shows it', async () => (await note().inputValue()) === '一二')
  })

  it('saves after the call what was written when its wrap-up ended offline', async () => {
    await open()
    await note().fill('开头')
    await until('it is saved', () => saved() === '开头')
    await away()
    await note().fill('开头和结尾')
    await page.locator('[data-status=unsaved]').waitFor()
    server.show({ desk: fakeDesk(Date.now()) })
    await back()
    await until('it is saved', () => saved() === '开头和结尾')
    assert.equal(await page.locator('.case').count(), 0)
  })

  it('is worked by its keys while the agent writes, and a digit that chooses does not land in the text', async () => {
    await open()
    await note().fill('在写')
    await page.keyboard.press('F4')
    await page.locator('.command-quiet').waitFor()
    await page.keyboard.press('2')
    await until('the pause was sent', () => commands().length === 1)
    await page.keyboard.type('呢')
    assert.equal(await note().inputValue(), '在写呢')
  })

  it('says why a talk was cut off, and since when telephony is away', async () => {
    const now = Date.now()
    const call = fakeCall(now, { endedAt: now - 5_000, endCause: 'failed' })
    await open(
      fakeDesk(now, {
        agent: fakeAgent(now, { state: 'wrap_up', since: now - 5_000, until: now + 60_000 }),
        call,
        telephony: false,
        telephonyDownSince: Date.UTC(2026, 10, 23, 6, 3, 20),
      }),
    )
    assert.match(await textOf('.caller-banner'), /通话因电话系统中断而断开，来电人已列入回拨名单/)
    assert.match(await textOf('.desk-calm'), /电话系统自 14:03:20 中断/)
  })

  it('shows a shift leader who waits to be rung back and why, with hidden numbers until he asks', async () => {
    server.signIn('shift_leader')
    server.show({ wall: fakeWall(Date.now()) })
    server.showMissed(fakeMissed(Date.now()))
    await page.goto(server.url)
    await page.locator('.ring-backs tbody tr').first().waitFor()
    assert.match(await textOf('.ring-backs tbody tr'), /138\*{4}0000通话中断/)
    assert.equal((await textOf('.ring-backs')).includes('+86138'), false)
    await page.locator('.ring-backs button').click()
    assert.match(await textOf('.ring-backs tbody tr'), /\+8613812340000/)
  })
})
