import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { DeskCallView } from '../../src/wire/views.ts'
import { until } from '../helpers/until.ts'
import type { FakeServer } from './fake-server.ts'
import { fakeAgent, fakeCall, fakeDesk } from './fake-state.ts'
import { onPage } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const now = Date.now()
const housing = {
  id: 'p1',
  kind: 'department',
  name: { zh: '住建局', en: 'Housing' },
  mode: 'consult',
  calledAt: now - 20_000,
  joinedAt: now - 9_000,
} as const

const inTalk = (call: Partial<DeskCallView> = {}) =>
  fakeDesk(now, {
    agent: fakeAgent(now, { state: 'talking', since: now - 83_000 }),
    call: fakeCall(now, call),
  })

describe('what an agent does with his caller, by keys alone, in a real browser', {
  skip: noBrowser,
}, () => {
  let page: Page
  let server: FakeServer
  onPage({ role: 'agent' }, seated => {
    ;({ page, server } = seated)
  })
  beforeEach(async () => {
    server.show({ desk: inTalk() })
    await page.goto(server.url)
    await page.locator('.talk-emergency button').first().waitFor()
    server.received.length = 0
  })

  const given = () =>
    until('a command is given', () => {
      const frame = server.received.find(each => each.type === 'command')
      return frame?.type === 'command' && frame.command
    })

  it('holds with F9, also while he writes, and brings back with the same key', async () => {
    await page.locator('[data-field=text]').first().click()
    await page.keyboard.press('F9')
    assert.deepEqual(await given(), { name: 'hold' })
    server.show({ desk: inTalk({ heldSince: now - 1_000 }) })
    await page.locator('.talk-bar[data-held=true]').waitFor()
    server.received.length = 0
    await page.keyboard.press('F9')
    assert.deepEqual(await given(), { name: 'resume' })
  })

  it('counts a key that is pressed while the command before it is under way', async () => {
    server.holdAnswers(true)
    await page.keyboard.press('F9')
    assert.deepEqual(await given(), { name: 'hold' })
    server.received.length = 0
    await page.locator('.command-bar button[disabled]').first().waitFor()
    await page.keyboard.press('Shift+F9')
    assert.equal(server.received.length, 0)
    server.holdAnswers(false)
    assert.deepEqual(await given(), { name: 'rate' })
  })

  it('consults the first fit with Enter and passes on with Shift+Enter', async () => {
    await page.keyboard.press('F10')
    await page.locator('.chooser input').fill('李国')
    await page.keyboard.press('Enter')
    assert.deepEqual(await given(), {
      name: 'bring_in',
      target: { kind: 'agent', agentId: '1002' },
      mode: 'consult',
    })
    assert.equal(await page.locator('.chooser').count(), 0)
    server.received.length = 0
    await page.keyboard.press('F10')
    await page.locator('.chooser input').fill('13812345678')
    await page.keyboard.press('Shift+Enter')
    assert.deepEqual(await given(), { name: 'transfer', target: { kind: 'number', number: '13812345678' } })
  })

  it('never chooses a colleague who is not ready, and shows a name as text only', async () => {
    let alerts = 0
    page.on('dialog', dialog => {
      alerts += 1
      void dialog.dismiss()
    })
    await page.keyboard.press('F10')
    await page.locator('.chooser input').fill('onerror')
    await page.locator('.chooser-row').first().waitFor()
    assert.match((await page.locator('.chooser-name').first().textContent()) ?? '', /<img src=x/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.locator('.chooser').waitFor({ state: 'detached' })
    assert.equal(alerts, 0)
    assert.ok(!server.received.some(frame => frame.type === 'command'))
  })

  it('calls an emergency service with one press, the caller kept on', async () => {
    await page.locator('.talk-emergency button', { hasText: '120' }).click()
    assert.deepEqual(await given(), {
      name: 'bring_in',
      target: { kind: 'contact', contactId: '120' },
      mode: 'join',
    })
  })

  it('in a consultation, makes it a talk of three, hands over, or sends the other away', async () => {
    server.show({ desk: inTalk({ heldSince: now - 9_000, parties: [housing] }) })
    await page.locator('.talk-party').waitFor()
    await page.keyboard.press('Shift+F10')
    assert.deepEqual(await given(), { name: 'hand_over' })
    server.received.length = 0
    await page.keyboard.press('F9')
    assert.deepEqual(await given(), { name: 'resume' })
    server.received.length = 0
    await page.locator('.talk-party button').click()
    assert.deepEqual(await given(), { name: 'drop_party', partyId: 'p1' })
  })

  it('sends to the rating with Shift+F9; says why somebody did not come', async () => {
    await page.keyboard.press('Shift+F9')
    assert.deepEqual(await given(), { name: 'rate' })
    const lastParty = { kind: 'specialist', name: { zh: '税务 陈专员', en: 'Tax' }, joined: false, how: 'no_answer' }
    server.show({ desk: inTalk({ lastParty } as Partial<DeskCallView>) })
    await page.locator('.talk-end').waitFor()
    assert.equal(await page.locator('.talk-end').textContent(), '税务 陈专员 · 无人接听')
  })

  it('who was called in has no say over the caller and may only leave', async () => {
    server.show({ desk: inTalk({ mine: false, parties: [housing] }) })
    await page.locator('.talk-tag').waitFor()
    assert.equal(await page.locator('.talk-emergency').count(), 0)
    await page.keyboard.press('F9')
    await page.keyboard.press('F10')
    await page.keyboard.press('Shift+F8')
    assert.deepEqual(await given(), { name: 'hang_up' })
  })
})
