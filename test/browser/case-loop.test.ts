import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { City } from '../../scripts/city/city.ts'
import { demoPassword, givenCity } from '../helpers/city.ts'
import { openUnitCase, takeAtUnit } from './at-unit.ts'
import { givenHouse, type House } from './given-house.ts'
import { openCase, picture, take } from './given-office.ts'
import { noBrowser } from './open-browser.ts'
import { givenRealDesk } from './real-desk.ts'

/** Reviewed, and dispatched to a unit, at the case office. */
const dispatched = async (house: House, caseNo: string, unit: string): Promise<void> => {
  const review = await house.open('review', '.office-queues')
  await openCase(review, 'review', caseNo)
  await take(review, 'pass_review', async form => {
    await form.getByLabel('查找单位').fill(unit)
    await form.getByLabel('查找单位').press('Enter')
  })
  await house.reaches(caseNo, 'pending_dispatch')
  const dispatch = await house.open('dispatch', '.office-queues')
  await openCase(dispatch, 'dispatch', caseNo)
  await take(dispatch, 'dispatch', async form => {
    await form.locator('.due-panel').waitFor()
    assert.ok(await form.getByRole('radio', { name: `${unit} 建议` }).isChecked())
  })
  await house.reaches(caseNo, 'dispatched')
}

/** Its reply is taken up and accepted at the case office. */
const accepted = async (house: House, caseNo: string): Promise<void> => {
  const review = await house.open('review', '.office-queues')
  await openCase(review, 'replies', caseNo)
  await take(review, 'review_reply')
  await house.reaches(caseNo, 'reply_review')
  await take(review, 'accept_reply', async form => form.getByLabel('说明').fill('符合要求'))
  await house.reaches(caseNo, 'pending_callback')
}

/** An agent at his desk whose phone is there, ready for callers. */
const readyDesk = async (t: TestContext, house: House, city: City): Promise<Page> => {
  const { page } = await givenRealDesk(t, { name: '1001', password: demoPassword, url: house.server.url })
  const phone = await page.evaluate(async () => (await fetch('/api/phone')).json() as Promise<{ password: string }>)
  await city.phones.add({
    extension: '1001',
    password: phone.password,
    behaviour: { answerAfterMs: 0, noAnswerShare: 0 },
  })
  await page.locator('.strip.state-paused').waitFor()
  await page.keyboard.press('F2')
  await page.locator('.strip.state-ready').waitFor()
  return page
}

/** Writes a case while the agent talks, and sends it on; gives its number. */
const written = async (desk: Page, { title, text }: { title: string; text: string }): Promise<string> => {
  await desk.locator('.strip.state-talking').waitFor()
  await desk.getByLabel('投诉').check()
  for (const [name, value] of Object.entries({ title, text, place: '和平小区 3 幢', name: '王建国' }))
    await desk.locator(`[data-field=${name}]`).fill(value)
  await desk.keyboard.press('Control+Enter')
  await desk.locator('.case-done-number').waitFor()
  return ((await desk.locator('.case-done-number').textContent()) ?? '').replaceAll('-', '')
}

const contacted = (page: Page) => page.getByLabel('联系情况').fill('已电话联系，约定今日处理')
const answered = async (page: Page) => {
  await page.getByLabel('回复内容').fill('已加固脱落墙面并拆除隐患，今日 16 时完工。')
  await page.getByLabel('已解决').check()
}

test('a case goes its whole way, each of its people at his page in a real browser', {
  timeout: 580_000,
  skip: noBrowser,
}, async t => {
  const house = await givenHouse(t)
  const city = await givenCity(t, house.asterisk.sipPort)
  const desk = await readyDesk(t, house, city)

  await t.test(
    'given a real call, the case is written at the desk, dispatched, signed off by the leader, visited and closed',
    async () => {
      const call = city.citizens.call({ number: '13812340001', patienceMs: 60_000 })
      const caseNo = await written(desk, { title: '外墙脱落', text: '和平小区 3 幢外墙瓷砖脱落，砸到人行道' })
      await call.hangUp()

      await dispatched(house, caseNo, '住建局')
      const clerk = await house.open('housing', '.unit-box')
      await openUnitCase(clerk, caseNo)
      await takeAtUnit(clerk, 'sign')
      await takeAtUnit(clerk, 'contact', contacted)
      assert.equal(await clerk.locator('[data-step=reply]').count(), 0, 'its leader alone sends it')
      await takeAtUnit(clerk, 'draft', answered)
      const leader = await house.open('housing-leader', '.unit-box')
      await leader.locator('[data-tab=to_sign_off]').click()
      await openUnitCase(leader, caseNo)
      await takeAtUnit(leader, 'reply', async form =>
        assert.match(await form.getByLabel('回复内容').inputValue(), /已加固脱落墙面/),
      )
      await house.reaches(caseNo, 'replied')
      await accepted(house, caseNo)
      const visit = await house.open('visit', '.office-queues')
      await openCase(visit, 'visits', caseNo)
      await take(visit, 'visit', async form => {
        await form.getByLabel('已评价').check()
        await form.getByRole('radio', { name: '满意', exact: true }).check()
        await form
          .getByRole('group', { name: /已解决/ })
          .getByLabel('是')
          .check()
      })
      await house.reaches(caseNo, 'closed')

      assert.deepEqual(await house.history(caseNo), [
        ['case_registered', '1001', null],
        ['send_to_review', '1001', 'pending_review'],
        ['case_linked', '1001', null],
        ['pass_review', 'review', 'pending_dispatch'],
        ['dispatch', 'dispatch', 'dispatched'],
        ['sign', 'housing', 'signed'],
        ['log_contact', 'housing', 'handling'],
        ['draft_reply', 'housing', 'handling'],
        ['reply', 'housing-leader', 'replied'],
        ['review_reply', 'review', 'reply_review'],
        ['accept_reply', 'review', 'pending_callback'],
        ['visit', 'visit', 'closed'],
      ])
      const { case: closed, calls, dispatches } = await house.detail(caseNo)
      assert.equal(closed.score, 'satisfied')
      assert.deepEqual(
        calls.map(({ as, agentId }) => [as, agentId]),
        [['origin', '1001']],
      )
      assert.deepEqual(
        dispatches.map(({ unit, ended }) => [unit, ended]),
        [['housing', 'replied']],
      )
      await house.ledgerHolds()
    },
  )

  await t.test(
    'given a request that a citizen writes on his phone, he follows it in plain words to its answer and rates it',
    async () => {
      const citizen = await (
        await house.browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true })
      ).newPage()
      const address = new URL('/12345', house.server.url).href
      await citizen.goto(address)
      await citizen.locator('#field-text').fill('解放路 12 号门前自来水管爆裂')
      await citizen.locator('#field-place').fill('解放路 12 号')
      await citizen.locator('#field-phone').fill('138 1234 5678')
      const sent = citizen.waitForRequest(request => new URL(request.url()).pathname === '/api/public/cases')
      await citizen.locator('button[type=submit]').click()
      await citizen.locator('.receipt-number').waitFor()
      const { challenge, answers } = (await sent).postDataJSON() as { challenge: string; answers: readonly number[] }
      assert.ok(challenge !== '' && answers.length > 0, 'its browser has worked for it')
      const shown = async (part: string) => (await citizen.locator(part).textContent()) ?? ''
      const [number, code] = [await shown('.receipt-number'), await shown('.receipt-code')]
      const caseNo = number.replaceAll('-', '')
      const look = async () => {
        await citizen.goto('about:blank')
        await citizen.goto(`${address}#track`)
        await citizen.locator('#field-caseNo').fill(number)
        await citizen.locator('#field-queryCode').fill(code)
        await citizen.keyboard.press('Enter')
        await citizen.locator('.ask-steps').waitFor()
        return citizen.locator('.ask-step-text').allTextContents()
      }
      assert.deepEqual(await look(), ['已受理', '正在核对内容'])

      await dispatched(house, caseNo, '水务集团')
      await look()
      assert.match((await citizen.locator('.ask-progress').textContent()) ?? '', /答复期限/)
      const clerk = await house.open('water', '.unit-box')
      await openUnitCase(clerk, caseNo)
      await takeAtUnit(clerk, 'sign')
      await takeAtUnit(clerk, 'contact', contacted)
      await takeAtUnit(clerk, 'reply', async form => {
        await form.getByLabel('回复内容').fill('水管已修复，14 时恢复供水。')
        await form.getByLabel('已解决').check()
      })
      await house.reaches(caseNo, 'replied')
      await look()
      assert.equal(await shown('.ask-answer'), '还没有答复。', 'nothing is told before the hotline accepts it')
      await accepted(house, caseNo)

      const told = await look()
      assert.match(
        told.join('、'),
        /已受理、正在核对内容、.*已交办：水务集团、承办单位已签收、承办单位已与您联系、已答复/,
      )
      assert.equal(await shown('.ask-answer'), '水管已修复，14 时恢复供水。')
      await citizen.locator('input[value=satisfied]').check()
      await citizen.locator('input[name=resolved][value=true]').check()
      await citizen.locator('.ask-rate').click()
      await citizen.locator('[data-code=rated]').waitFor()
      await house.reaches(caseNo, 'closed')
      assert.deepEqual((await look()).slice(-1), ['您已评价'])

      assert.deepEqual(await house.history(caseNo), [
        ['case_registered', 'citizen', null],
        ['send_to_review', 'citizen', 'pending_review'],
        ['pass_review', 'review', 'pending_dispatch'],
        ['dispatch', 'dispatch', 'dispatched'],
        ['sign', 'water', 'signed'],
        ['log_contact', 'water', 'handling'],
        ['reply', 'water', 'replied'],
        ['review_reply', 'review', 'reply_review'],
        ['accept_reply', 'review', 'pending_callback'],
        ['visit', 'citizen', 'closed'],
      ])
      await house.ledgerHolds()
    },
  )

  await t.test(
    'given a case that the reviewer sends back, its agent finds it at his desk, corrects it and sends it on, and takes it back when he is told to',
    async () => {
      const call = city.citizens.call({ number: '13812340002', patienceMs: 60_000 })
      const caseNo = await written(desk, { title: '积水', text: '门前积水' })
      await call.hangUp()
      const review = await house.open('review', '.office-queues')
      const askBack = async (note: string) => {
        await openCase(review, 'review', caseNo)
        await take(review, 'ask_agent', async form => form.getByLabel('说明').fill(note))
        await house.reaches(caseNo, 'registered')
        await desk.reload()
        await desk.locator('.own-cases button').waitFor()
        await picture(desk, 'desk-own-cases')
        await desk.locator('.own-cases button').click()
      }
      const step = async (event: string, fill: (form: Locator) => Promise<unknown>) => {
        await desk.locator(`.case-steps [data-step=${event}]`).click()
        const form = desk.locator('.step-form')
        await fill(form)
        await desk.keyboard.press('Control+Enter')
        await form.waitFor({ state: 'detached' })
      }
      await askBack('请补充积水多深')
      await desk.locator('.case-reading', { hasText: '请补充积水多深' }).waitFor()
      await step('correct', async form => form.getByLabel('标题').fill('门前积水约 30 厘米'))
      await desk.locator('.cases-detail-title', { hasText: '30 厘米' }).waitFor()
      await step('send_to_review', async form => form.getByLabel('说明').fill('已补充'))
      await house.reaches(caseNo, 'pending_review')
      await askBack('请核实')
      await desk.locator('.case-steps [data-step=withdraw]').click()
      await picture(desk, 'desk-own-case')
      await desk.locator('.step-form').getByLabel('说明').fill('诉求人来电撤回')
      await desk.keyboard.press('Escape')
      assert.ok(await desk.locator('.case-reading').isVisible(), 'Escape leaves the form and not the case')
      await step('withdraw', async form =>
        assert.equal(await form.getByLabel('说明').inputValue(), '诉求人来电撤回', 'what was typed is kept'),
      )
      await house.reaches(caseNo, 'withdrawn')
      assert.deepEqual(
        (await house.history(caseNo)).slice(3).map(([event, by]) => [event, by]),
        [
          ['ask_agent', 'review'],
          ['correct', '1001'],
          ['send_to_review', '1001'],
          ['ask_agent', 'review'],
          ['withdraw', '1001'],
        ],
      )
      await house.ledgerHolds()
    },
  )
})
