import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeDesk, fakeWall } from './fake-state.ts'
import { onPage, type Seated } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const heaviestDesk = 350_000

describe('signing in and the wall in a real browser', {
  skip: noBrowser,
}, () => {
  let page: Page
  let server: FakeServer
  let textOf: Seated['textOf']
  onPage({}, seated => {
    ;({ page, server, textOf } = seated)
  })

  const fillIn = async (): Promise<void> => {
    await page.locator('[autocomplete=username]').fill('1001')
    await page.locator('[type=password]').fill('secret')
    await page.keyboard.press('Enter')
  }

  it('tells why a sign-in was refused, then leads each role to its page', async () => {
    server.show({ wall: fakeWall(Date.now()) })
    await page.goto(server.url)
    await fillIn()
    await page.locator('.ant-alert').waitFor()
    assert.match(await textOf('.ant-alert'), /工号或密码不正确/)
    server.signIn('shift_leader')
    await page.locator('[type=submit]').click()
    await page.locator('.wall').waitFor()
    assert.equal(new URL(page.url()).pathname, '/wall')
  })

  it('says that calls go on while records do not reach the database, and how many are lost', async () => {
    server.signIn('shift_leader')
    server.show({ wall: fakeWall(Date.now(), { store: 'spilling' }) })
    await page.goto(server.url)
    await page.locator('.wall-store[data-store=spilling]').waitFor()
    assert.match(await textOf('.wall-store'), /^通话照常。.*备用文件/)
    server.show({ wall: fakeWall(Date.now(), { store: 'losing', lost: 12 }) })
    await page.reload()
    await page.locator('.wall-store[data-store=losing]').waitFor()
    assert.match(await textOf('.wall-store'), /系统管理员.*12 条记录/)
  })

  it('keeps a role away from the page of another', async () => {
    server.signIn('agent')
    await page.goto(`${server.url}/wall`)
    await page.locator('.notice button').waitFor()
    assert.match(await textOf('.notice'), /您的角色不能使用此页面/)
    assert.deepEqual(server.received, [])
  })

  it('shows forty agents on a small screen without scrolling, and flags who is too long in a state', async () => {
    server.signIn('shift_leader')
    server.show({ wall: fakeWall(Date.now()) })
    await page.goto(server.url)
    await page.locator('.agent').first().waitFor()
    assert.equal(await page.locator('.agent').count(), 40)
    assert.notEqual(await page.locator('.agent[data-over-long=true]').count(), 0)
    const overflows = await page.evaluate(() =>
      [
        document.documentElement,
        ...document.querySelectorAll('.queues, .agents, .now, .rolling, .day, .losses, .curve'),
      ].flatMap(({ className, scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
        scrollHeight > clientHeight || scrollWidth > clientWidth
          ? [`${className}: ${scrollWidth}x${scrollHeight} in ${clientWidth}x${clientHeight}`]
          : [],
      ),
    )
    assert.deepEqual(overflows, [])
  })

  it('raises the alarm when callers wait and nobody is ready', async () => {
    const now = Date.now()
    server.signIn('shift_leader')
    server.show({ wall: fakeWall(now, { agents: [fakeAgent(now, { state: 'talking' })] }) })
    await page.goto(server.url)
    await page.locator('.now[data-level=alarm]').waitFor()
    assert.match(await textOf('.now-alarm'), /有人等待，无人就绪/)
  })

  it('says from which row the ledger does not verify, in both languages, and nothing while it does', async () => {
    server.signIn('shift_leader')
    server.show({ wall: fakeWall(Date.now()) })
    await page.goto(server.url)
    await page.locator('.wall').waitFor()
    assert.equal(await page.locator('.wall-banner').count(), 0)
    server.change({ name: 'wall', wall: fakeWall(Date.now(), { ledgerBrokenAt: 4711 }) })
    await page.locator('.wall-banner').waitFor()
    assert.match(await textOf('.wall-banner'), /账本从第 4711 行起校验未通过/)
    await page.getByText('EN', { exact: true }).click()
    await page.getByText('does not verify from row 4711 on').waitFor()
  })

  it('speaks English from one click on, also after a reload', async () => {
    server.signIn('shift_leader')
    server.show({ wall: fakeWall(Date.now()) })
    await page.goto(server.url)
    await page.getByText('EN', { exact: true }).click()
    await page.getByText('Waiting now').waitFor()
    await page.reload()
    await page.getByText('Waiting now').waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  })

  it('loads little for a desk', async () => {
    const bodies: Promise<Buffer>[] = []
    page.on('response', response => {
      if (response.ok()) bodies.push(response.body())
    })
    server.signIn('agent')
    server.show({ desk: fakeDesk(Date.now()) })
    await page.goto(server.url)
    await page.locator('.strip').waitFor()
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
    assert.ok(bytes > 100_000 && bytes <= heaviestDesk, `${bytes} bytes`)
  })
})
