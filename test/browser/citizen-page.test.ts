import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { parseCaseNumber } from '../../src/domain/cases/case-number.ts'
import type { CaseCommand } from '../../src/domain/cases/life/commands.ts'
import type { Actor, Role } from '../../src/domain/cases/role.ts'
import { atTheEnd, type GivenServer, givenServer } from '../adapters/http/given-server.ts'
import { until } from '../helpers/until.ts'
import { assertAccessible } from './accessible.ts'
import { builtPages } from './built-pages.ts'
import { findBrowser, noBrowser, openBrowser } from './open-browser.ts'

const hostile = '<img src=x onerror="document.title=1">𠮷野家门前积水'
const pictures = join(import.meta.dirname, '../../screenshots')
const phone = { width: 360, height: 740 }
const house = (...roles: readonly Role[]): Actor => ({ kind: 'user', name: 'zhang', roles, unit: null, agentId: null })
const clerk: Actor = { kind: 'user', name: 'li', roles: ['unit_clerk'], unit: 'water', agentId: null }

describe('the citizen’s page on a phone', { skip: noBrowser }, async () => {
  const cleanup = atTheEnd()
  let pages = ''
  let browser: Browser
  let given: GivenServer
  let url = ''
  const complaints: string[] = []

  before(async () => {
    mkdirSync(pictures, { recursive: true })
    pages = await builtPages()
    browser = await openBrowser(findBrowser() ?? '')
    given = await givenServer(cleanup, { webFolder: pages, casesADay: 100, photosADay: 100 })
    const water = {
      id: 'water',
      name: { zh: '水务局', en: 'Water bureau' },
      tier: 1,
      parent: null,
      signsOff: false,
      mobile: '',
      email: '',
      active: true,
    }
    await given.settings.set('unit', 'water', water, 0, 'admin')
    url = `http://${await given.listen()}/12345`
  })
  after(async () => {
    await browser.close()
    assert.deepEqual(complaints, [])
  })

  const opened = async (options: { colorScheme?: 'dark' | 'light'; language?: 'en'; size?: string } = {}) => {
    const context = await browser.newContext({
      viewport: phone,
      colorScheme: options.colorScheme ?? 'light',
      hasTouch: true,
    })
    const stored = { 'yihao.language': options.language ?? 'zh', 'yihao.type-size': options.size ?? 'standard' }
    await context.addInitScript(values => {
      for (const [key, value] of Object.entries(values))
        if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
    }, stored)
    const page = await context.newPage()
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => /content security/i.test(message.text()) && complaints.push(message.text()))
    await page.goto(url)
    await page.locator('h1').waitFor()
    return page
  }
  const fits = async (page: Page, what: string) => {
    const aside = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    assert.equal(aside, false, `${what} is wider than the screen`)
    await page.screenshot({ path: join(pictures, `citizen-${what}.png`), fullPage: true })
  }
  const fill = async (page: Page, change: { text?: string } = {}) => {
    await page.locator('#field-text').fill(change.text ?? hostile)
    await page.locator('#field-place').fill('解放路 88 号')
    await page.locator('#field-phone').fill('138 1234 5678')
  }
  const sent = async (page: Page) => {
    await fill(page)
    await page.locator('button[type=submit]').click()
    await page.locator('.receipt-number').waitFor()
    const text = async (part: string) => (await page.locator(part).textContent()) ?? ''
    return { caseNo: await text('.receipt-number'), queryCode: await text('.receipt-code') }
  }
  const track = async (page: Page, key: { caseNo: string; queryCode: string }) => {
    await page.goto(`${url}#track`)
    await page.locator('#field-caseNo').fill(key.caseNo)
    await page.locator('#field-queryCode').fill(key.queryCode.toLowerCase())
    await page.keyboard.press('Enter')
    await page.locator('.ask-steps').waitFor()
  }
  const act = async (by: Actor, caseNo: string, wish: CaseCommand) => {
    const done = await given.caseOffice.act(by, parseCaseNumber(caseNo) ?? '', wish, null)
    assert.ok('done' in done, `${wish.event}: ${'refused' in done && done.refused}`)
  }

  it('takes a request, gives both numbers, and shows its progress; what was typed is shown as text', async () => {
    const page = await opened()
    const key = await sent(page)
    assert.match(key.caseNo, /^\d{8}-\d{5}-\d$/)
    assert.match(key.queryCode, /^[2-9C-X]{4} [2-9C-X]{4}$/)
    await fits(page, 'receipt')
    await assertAccessible(page, 'receipt')
    await page.reload()
    assert.equal(await page.locator('.receipt-code').textContent(), key.queryCode, 'a reload does not lose it')
    await page.locator('.ask-receipt .ask-main').click()
    await track(page, key)
    const steps = await page
      .locator('.ask-steps li')
      .evaluateAll(all => all.map(each => each.getAttribute('data-code')))
    assert.deepEqual(steps, ['accepted', 'in_review'])
    await page.locator('#field-addition').fill(hostile)
    await page.locator('.ask-add').click()
    await page.locator('[data-code=supplemented]').waitFor()
    await fits(page, 'progress')
    await assertAccessible(page, 'progress')
    await page.goto(url)
    await page.reload()
    assert.equal(await page.locator('#field-text').inputValue(), '', 'the draft is gone once it is sent')
    assert.notEqual(await page.title(), '1')
  })

  it('lets a case be urged once a day, and says so the second time', async () => {
    const page = await opened()
    const key = await sent(page)
    await track(page, key)
    const other = await opened()
    await track(other, key)
    await page.locator('.ask-urge').click()
    await page.locator('[data-code=urged]').waitFor()
    assert.equal(await page.locator('.ask-urge').count(), 0)
    await other.locator('.ask-urge').click()
    await other.locator('.ask-status[data-fault=true]').waitFor()
    assert.match((await other.locator('.ask-status').textContent()) ?? '', /今天已经催办过/)
  })

  it('lets the result be rated once it is there', async () => {
    const page = await opened()
    const key = await sent(page)
    await act(house('reviewer'), key.caseNo, { event: 'pass_review', suggestedUnit: null, note: 'INTERNAL' })
    await act(house('dispatcher'), key.caseNo, { event: 'dispatch', unit: 'water', coUnits: [], note: 'INTERNAL' })
    await act(clerk, key.caseNo, { event: 'sign' })
    await act(clerk, key.caseNo, { event: 'log_contact', contact: 'phone', note: 'INTERNAL' })
    await act(clerk, key.caseNo, {
      event: 'reply',
      text: '已疏通\n<b>明日复查</b>',
      result: 'resolved',
      attachments: [],
    })
    await act(house('reviewer'), key.caseNo, { event: 'review_reply' })
    await act(house('reviewer'), key.caseNo, { event: 'accept_reply', note: 'INTERNAL' })
    await track(page, key)
    assert.equal(await page.locator('.ask-answer').textContent(), '已疏通\n<b>明日复查</b>')
    assert.match((await page.locator('[data-code=dispatched]').textContent()) ?? '', /水务局/)
    assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /INTERNAL|zhang/)
    await page.locator('.ask-rate').click()
    await page.locator('.ask-status[data-fault=true]').waitFor()
    await fits(page, 'rating')
    await assertAccessible(page, 'rating')
    await page.locator('input[value=satisfied]').check()
    await page.locator('input[name=resolved][value=true]').check()
    await page.locator('.ask-rate').click()
    await page.locator('[data-code=rated]').waitFor()
    assert.equal((await given.caseOffice.file(parseCaseNumber(key.caseNo) ?? ''))?.standing.score, 'satisfied')
  })

  it('can be taken back, after it was asked once more', async () => {
    const page = await opened()
    await track(page, await sent(page))
    await page.locator('.ask-withdraw').click()
    await page.locator('.ask-withdraw-yes').click()
    await page.locator('[data-code=withdrawn]').waitFor()
  })

  it('names what is missing at the top, with the focus on it, and leads to each field by keys alone', async () => {
    const page = await opened()
    await page.locator('#field-text').focus()
    for (const key of ['Tab', 'Tab']) await page.keyboard.press(key)
    await page.keyboard.press('Enter')
    await page.locator('.ask-faults').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'ask-faults')
    assert.equal(await page.locator('.ask-faults li').count(), 3)
    await fits(page, 'faults')
    await assertAccessible(page, 'faults')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-text')
  })

  it('keeps what is written over a reload and until it is cleared; what is confidential no longer than its tab', async () => {
    const page = await opened()
    await fill(page)
    await page.reload()
    assert.equal(await page.locator('#field-text').inputValue(), hostile)
    await page.locator('#switch-confidential').check()
    assert.equal(await page.evaluate(() => localStorage.getItem('yihao.request')), null)
    await page.reload()
    assert.equal(await page.locator('#field-text').inputValue(), hostile)
    await page.locator('.ask-clear').click()
    await page.reload()
    assert.equal(await page.locator('#field-text').inputValue(), '')
  })

  it('keeps what is written where nobody answers, and files it once when somebody does', async () => {
    const page = await opened()
    const count = async () => (await given.store.read.cases({ limit: 500 })).length
    const before = await count()
    await fill(page)
    let cut = true
    await page.route('**/api/public/cases', async route => {
      if (!cut) return route.continue()
      cut = false
      await route.fetch()
      return route.abort()
    })
    await page.locator('button[type=submit]').click()
    await page.locator('.ask-faults').waitFor()
    assert.equal(await page.locator('#field-text').inputValue(), hostile)
    await page.locator('button[type=submit]').click()
    await page.locator('.receipt-number').waitFor()
    await until('it is there', async () => (await count()) === before + 1)
  })

  const photo = async (page: Page, side = 40) => {
    const png = await page.evaluate(length => {
      const canvas = document.createElement('canvas')
      canvas.width = length
      canvas.height = length
      const context = canvas.getContext('2d')
      if (context) context.fillStyle = '#c33'
      context?.fillRect(0, 0, length / 2, length)
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    }, side)
    return { name: '门前积水.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') }
  }
  const chooseFiles = (page: Page, files: Parameters<Page['setInputFiles']>[1]) =>
    page.locator('.ask-photos input[type=file][multiple]').setInputFiles(files)
  const photosOf = async (caseNo: string) =>
    (await given.store.read.attachmentsOfCase(parseCaseNumber(caseNo) ?? '')).length

  it('sends photos that were chosen while he wrote; what is no photo is refused in words and can be removed by keys', async () => {
    const page = await opened()
    await fill(page)
    const wrong = { name: '清单.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.4 no photo') }
    await chooseFiles(page, [await photo(page), wrong])
    await page.locator('.ask-photo-list [data-state=done] canvas:visible').waitFor()
    await page.locator('.ask-photo-list [data-state=refused]').waitFor()
    assert.equal(await page.locator('.ask-photo-again').count(), 0, 'what is no photo is none the second time')
    await fits(page, 'photos')
    await assertAccessible(page, 'photos')
    await page.locator('button[type=submit]').click()
    await page.locator('.ask-faults').waitFor()
    await page.locator('.ask-faults a').click()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-photos')
    await page.locator('[data-state=refused] .ask-photo-remove').focus()
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-photos', 'the focus is not lost')
    await page.reload()
    await page.locator('.ask-photo-list [data-state=done]').waitFor()
    await page.locator('button[type=submit]').click()
    const caseNo = (await page.locator('.receipt-number').textContent()) ?? ''
    assert.equal(await photosOf(caseNo), 1)
  })

  it('takes four photos and says so; a photo that breaks off on its way is tried again', async () => {
    const page = await opened()
    await fill(page)
    const one = await photo(page)
    let cut = true
    await page.route('**/api/public/cases/photos', route => {
      if (!cut) return route.continue()
      cut = false
      return route.abort()
    })
    await chooseFiles(page, [one, one, one, one, one])
    await until('three are there', async () => (await page.locator('[data-state=done]').count()) === 3)
    assert.match((await page.locator('.ask-photo-status').textContent()) ?? '', /最多 4 张/)
    await page.locator('.ask-photo-again').click()
    await until('all are there', async () => (await page.locator('[data-state=done]').count()) === 4)
    await page.locator('button[type=submit]').click()
    const caseNo = (await page.locator('.receipt-number').textContent()) ?? ''
    assert.equal(await photosOf(caseNo), 4)
  })

  it('adds photos to a case later, and says how many were sent', async () => {
    const page = await opened({ colorScheme: 'dark' })
    const key = await sent(page)
    await track(page, key)
    await page.locator('#field-addition').fill('现场照片')
    await chooseFiles(page, await photo(page))
    await page.locator('[data-state=done]').waitFor()
    await fits(page, 'photos-later')
    await page.locator('.ask-add').click()
    await page.locator('.ask-photos-sent').waitFor()
    assert.equal(await page.locator('.ask-photo-list').count(), 0)
    assert.equal(await photosOf(key.caseNo), 1)
  })

  it('sends what is written where its photos were kept too long, once they are chosen anew or removed', async () => {
    const page = await opened()
    await fill(page)
    await chooseFiles(page, await photo(page))
    await page.locator('[data-state=done]').waitFor()
    for (const { id } of await given.store.read.attachmentsLeft(given.clock.now() + 1, 50, 'citizen'))
      await given.attachments.desk.erase(id, 'unattached', null)
    await page.locator('button[type=submit]').click()
    await page.locator('[data-state=refused]').waitFor()
    await page.locator('.ask-photo-again').click()
    await page.locator('[data-state=done]').waitFor()
    await page.locator('button[type=submit]').click()
    const caseNo = (await page.locator('.receipt-number').textContent()) ?? ''
    assert.equal(await photosOf(caseNo), 1)
  })

  it('works without workers', async () => {
    const page = await opened()
    await page.evaluate(() => Object.defineProperty(globalThis, 'Worker', { value: undefined }))
    await sent(page)
  })

  it('says the same of a wrong code as the server does', async () => {
    const page = await opened()
    const { caseNo } = await sent(page)
    await page.goto(`${url}#track`)
    await page.locator('#field-caseNo').fill(caseNo)
    await page.locator('#field-queryCode').fill('CDFG 2345')
    await page.keyboard.press('Enter')
    await page.locator('.ask-faults').waitFor()
    assert.match((await page.locator('.ask-faults').textContent()) ?? '', /没有查到/)
  })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const [size, language] of [
      ['standard', undefined],
      ['larger', 'en'],
    ] as const)
      it(`fits a phone and breaks no rule: ${colorScheme}, ${size}, ${language ?? 'zh'}`, async () => {
        const page = await opened({ colorScheme, size, ...(language && { language }) })
        await page.locator('#field-class').selectOption('report')
        await fits(page, `submit-${colorScheme}-${size}`)
        await assertAccessible(page, `submit ${colorScheme} ${size}`)
        await page.goto(`${url}#track`)
        await page.locator('#field-caseNo').waitFor()
        await fits(page, `track-${colorScheme}-${size}`)
        await assertAccessible(page, `track ${colorScheme} ${size}`)
      })

  it('needs no more than 120 kB before it is drawn', async () => {
    const page = await (await browser.newContext({ viewport: phone })).newPage()
    const bodies: Promise<Buffer>[] = []
    page.on('response', reply => bodies.push(reply.body()))
    await page.goto(url)
    await page.locator('#field-text').waitFor()
    const sizes = (await Promise.all(bodies)).map(body => gzipSync(body).length)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    assert.ok(total > 20_000 && total < 120_000, `${total} bytes`)
  })
})
