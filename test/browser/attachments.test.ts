import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildWith } from '../../scripts/setup/web.mjs'
import { atTheEnd, type GivenServer, givenServer } from '../adapters/http/given-server.ts'
import { docxOf, filmOf, jpegOf, pdfOf, pngOf } from '../domain/attachments/given-files.ts'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { findBrowser, noBrowser, openBrowser } from './open-browser.ts'

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })

describe('attachments in a real browser, on the real server', { skip: noBrowser }, () => {
  const cleanup = atTheEnd()
  let server: GivenServer
  let browser: Browser
  let folder = ''
  let url = ''

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yihao-attachments-'))
    const config = join(import.meta.dirname, 'attachment-page/vite.config.ts')
    buildWith(join(import.meta.dirname, '../..'), '--config', config, '--outDir', folder)
    server = await givenServer(cleanup, { webFolder: folder })
    url = `http://${await server.listen()}`
    browser = await openBrowser(findBrowser() ?? '')
  })
  after(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const given = async (
    run: (page: Page) => Promise<void>,
    { language = 'zh', colorScheme = 'light' as 'light' | 'dark', hasTouch = false } = {},
  ) => {
    const context = await browser.newContext({
      colorScheme,
      hasTouch,
      isMobile: hasTouch,
      viewport: hasTouch ? { width: 390, height: 844 } : { width: 1366, height: 768 },
    })
    const [name = '', value = ''] = (await server.signIn('1001')).split('=')
    await context.addCookies([{ name, value, url }])
    await context.addInitScript(`localStorage.setItem('yihao.language', '${language}')`)
    const page = await context.newPage()
    const broken: string[] = []
    page.on('console', message => {
      if (/Content Security Policy/.test(message.text())) broken.push(message.text())
    })
    try {
      await page.goto(`${url}/`)
      await page.locator('.attachments').waitFor()
      await run(page)
      assert.deepEqual(broken, [])
    } finally {
      await context.close()
      const left = await server.store.read.attachmentsWaiting({ kind: 'user', id: '1001' }, 20)
      for (const { id } of left) await server.attachments.desk.erase(id, 'removed', '1001')
    }
  }
  const choose = (page: Page, ...files: readonly ReturnType<typeof file>[]) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles([...files])
  const rows = (page: Page) => page.locator('.attachment-rows li')
  const waiting = () => server.store.read.attachmentsWaiting({ kind: 'user', id: '1001' }, 20)

  it('uploads what is chosen, shows photos in small, says in words what is refused, and takes back', () =>
    given(async page => {
      await choose(
        page,
        file('现场.png', pngOf()),
        file('假照片.jpg', Buffer.from('<script>alert(1)</script>')),
        file('空.txt', Buffer.alloc(0)),
        file('合同.docx', docxOf()),
      )
      await until('two are there', async () => (await page.locator('.attachment-list li').count()) === 2)
      await until('two are refused', async () => (await page.locator('.attachment-why').count()) === 2)
      const told = await page.locator('.attachment-why').allTextContents()
      assert.match(told.join(' '), /文件是空的.*|与文件名不符/)
      assert.equal(
        told.some(text => text.includes('与文件名不符')),
        true,
      )
      const photo = page.locator('.attachment-list img')
      await until('the photo is drawn', () =>
        photo.evaluate(image => image instanceof HTMLImageElement && image.naturalWidth === 2),
      )
      assert.equal((await waiting()).length, 2)
      await page.screenshot({ path: 'screenshots/attachments-picker.png' })
      await page.getByRole('button', { name: '移除 现场.png' }).click()
      await until('it is taken back', async () => (await waiting()).length === 1)
      assert.equal(await rows(page).count(), 3)
    }))

  it('says that the network was away, and sends again what it could not', () =>
    given(async page => {
      await page.context().setOffline(true)
      await choose(page, file('现场.jpg', jpegOf()))
      await page.locator('.attachment-why').waitFor()
      assert.match((await page.locator('.attachment-why').textContent()) ?? '', /网络中断/)
      await page.context().setOffline(false)
      await page.getByRole('button', { name: '重试' }).click()
      await until('it is there', async () => (await waiting()).length === 1)
    }))

  it('takes nine at a time and no more', () =>
    given(async page => {
      await choose(page, ...Array.from({ length: 10 }, (_, index) => file(`${index}.png`, pngOf())))
      await until('nine are there', async () => (await page.locator('.attachment-list li').count()) === 9)
      assert.match((await page.locator('.attachment-why').textContent()) ?? '', /最多 9 个/)
    }))

  it('shows attachments over the page, by keys: the next, the one before, and back to where one was', () =>
    given(async page => {
      await choose(page, file('一.png', pngOf()), file('二.pdf', pdfOf()), file('三.mp4', filmOf()))
      await until('three are there', async () => (await page.locator('.attachment-list li').count()) === 3)
      const first = page.locator('.attachment-list button').first()
      await first.focus()
      await page.keyboard.press('Enter')
      const viewer = page.locator('.attachment-viewer')
      await viewer.waitFor()
      const names: string[] = []
      for (const key of ['', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
        if (key !== '') await page.keyboard.press(key)
        names.push((await viewer.locator('strong').textContent()) ?? '')
      }
      assert.equal(new Set(names.slice(0, 3)).size, 3)
      assert.equal(names[3], names[2])
      assert.equal(names[4], names[1])
      await page.screenshot({ path: 'screenshots/attachments-viewer.png' })
      await page.keyboard.press('Escape')
      await viewer.waitFor({ state: 'detached' })
      assert.equal(await first.evaluate(button => button === document.activeElement), true)
    }))

  it('offers the camera where a finger points', () =>
    given(
      async page => {
        assert.equal(await page.getByRole('button', { name: '拍照' }).isVisible(), true)
        assert.equal(await page.locator('input[capture=environment]').count(), 1)
        await choose(page, file('现场.png', pngOf()))
        await page.locator('.attachment-list li').waitFor()
        await page.screenshot({ path: 'screenshots/attachments-phone.png' })
      },
      { hasTouch: true },
    ))

  for (const { language, colorScheme } of looks)
    it(`can be used by everybody (${language}, ${colorScheme})`, () =>
      given(
        async page => {
          await choose(page, file('现场.png', pngOf()), file('a.exe', Buffer.from('MZ')))
          await page.locator('.attachment-list li').first().waitFor()
          await page.locator('.attachment-why').waitFor()
          await assertAccessible(page, 'the picker and the list')
          await page.locator('.attachment-list button').first().click()
          await page.locator('.attachment-viewer').waitFor()
          await assertAccessible(page, 'the viewer')
        },
        { language, colorScheme },
      ))
})
