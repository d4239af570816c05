import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { until } from '../helpers/until.ts'
import { assertAccessible, looks } from './accessible.ts'
import { answerVisits, type FakeVisits, visitDesks } from './fake-visit.ts'
import { type Seat, type Seated, withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

describe('a return visit at the desk, in a real browser', { skip: noBrowser }, () => {
  const { given: seat } = withPages()
  type State = keyof ReturnType<typeof visitDesks>

  const given = (state: State, run: (seated: Seated, fake: FakeVisits) => Promise<void>, look: Seat = {}) =>
    seat(
      async seated => {
        const fake = await answerVisits(seated.page)
        seated.server.show({ desk: visitDesks(Date.now())[state] })
        await seated.page.goto(seated.server.url)
        await seated.page.locator('.visit-reply').waitFor()
        await run(seated, fake)
        assert.equal(await seated.page.locator('.visit img').count(), 0, 'what people type is text')
      },
      { role: 'agent', ...look },
    )
  const commands = ({ server }: Seated) =>
    server.received.flatMap(frame => (frame.type === 'command' ? [frame.command.name] : []))

  it('shows the case before it is dialled, dials by F7 and gives back by F8', () =>
    given('previewed', async seated => {
      const { page } = seated
      assert.match(await seated.textOf('.visit-case'), /小区地下车库渗水.*住房和城乡建设局.*防水修补.*无人接听/s)
      assert.match(await seated.textOf('.strip-state'), /回访任务/)
      await page.keyboard.press('F7')
      await until('it is dialled', () => commands(seated).includes('dial'))
      await page.keyboard.press('F8')
      await until('it is given back', () => commands(seated).includes('give_back'))
      await page.screenshot({ path: 'screenshots/visit-previewed.png' })
    }))

  it('is rated by keys alone; who is dissatisfied needs words, and the redo goes with it', () =>
    given('talking', async ({ page, textOf }, fake) => {
      await page.keyboard.press('3')
      await page.keyboard.press('Control+Enter')
      await until('it is asked why', async () => /原因/.test(await textOf('.visit-told')))
      assert.equal(fake.sent.length, 0)
      await page.keyboard.type('车库仍在漏水')
      await page.screenshot({ path: 'screenshots/visit-talking.png' })
      fake.refuse = 'rated_already'
      await page.keyboard.press('Control+Enter')
      await until('it is refused', async () => /已/.test(await textOf('.visit-told')))
      assert.equal(await page.locator('[data-needed]').inputValue(), '车库仍在漏水', 'what was typed stays')
      assert.deepEqual(fake.sent[0]?.body, {
        ...{ callId: 'out-1', outcome: 'rated', appointment: null, note: '' },
        answers: { score: 'dissatisfied', solved: null, contacted: null, reason: '车库仍在漏水', redo: true },
      })
    }))

  it('proposes the next possible time for an appointment, and says that refusing is final', () =>
    given('talking', async ({ page, textOf }, fake) => {
      await page.keyboard.press('r')
      assert.match(await textOf('.visit-form .visit-warn'), /不再回访/)
      await page.keyboard.press('a')
      const field = page.locator('.visit-form input[type=datetime-local]')
      await field.waitFor()
      assert.match(await field.inputValue(), /^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
      await page.keyboard.press('Control+Enter')
      await until('it is sent', () => fake.sent.length === 1)
      const appointment = Number(fake.sent[0]?.body.appointment)
      assert.ok(appointment > Date.now() && appointment % 900_000 === 0)
    }))

  it('takes what the carrier says by one key while it rings', () =>
    given('dialled', async ({ page }, fake) => {
      await page.keyboard.press('e')
      await page.screenshot({ path: 'screenshots/visit-dialled.png' })
      await page.keyboard.press('Enter')
      await until('it is sent', () => fake.sent.length === 1)
      assert.deepEqual([fake.sent[0]?.body.outcome, fake.sent[0]?.body.answers], ['empty_number', null])
    }))

  it('has what the network said chosen already, and Enter takes it', () =>
    given('concluded', async ({ page, textOf }, fake) => {
      assert.match(await textOf('.visit-network'), /占线/)
      await page.screenshot({ path: 'screenshots/visit-concluded.png' })
      await page.keyboard.press('Enter')
      await until('it is sent', () => fake.sent.length === 1)
      assert.equal(fake.sent[0]?.body.outcome, 'busy')
    }))

  for (const look of looks)
    it(`keeps the rules of WCAG 2.2 AA, ${look.language}, ${look.colorScheme}`, () =>
      given(
        'previewed',
        async ({ page, server }) => {
          for (const [name, desk] of Object.entries(visitDesks(Date.now()))) {
            server.show({ desk })
            await page.locator(`.visit-case[data-state=${name}]`).waitFor()
            if (name === 'talking') await page.keyboard.press('3')
            await assertAccessible(page, `visit, ${name}`)
          }
          await page.screenshot({ path: `screenshots/visit-${look.language}-${look.colorScheme}.png` })
        },
        look,
      ))
})
