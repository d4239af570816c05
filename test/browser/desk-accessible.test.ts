import { describe, it } from 'node:test'
import type { DeskState } from '../../src/wire/views.ts'
import { assertAccessible, looks } from './accessible.ts'
import { fakeAgent, fakeCall, fakeDesk, fakePop } from './fake-state.ts'
import { withPages } from './on-page.ts'
import { noBrowser } from './open-browser.ts'

const party = (now: number) =>
  ({
    id: 'p1',
    kind: 'department',
    name: { zh: '住建局', en: 'Housing and construction' },
    mode: 'consult',
    calledAt: now - 20_000,
    joinedAt: now - 9_000,
  }) as const

const desks = (now: number): Record<string, DeskState> => ({
  ready: fakeDesk(now),
  ring: fakeDesk(now, { agent: fakeAgent(now, { state: 'reserved', since: now - 6_000 }), pop: fakePop(now) }),
  withheld: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'reserved', since: now - 6_000 }),
    pop: fakePop(now, { number: null, withheld: true, history: null, acceptBy: 'desk', calledInBy: '李国庆' }),
  }),
  talk: fakeDesk(now, { agent: fakeAgent(now, { state: 'talking', since: now - 83_000 }), call: fakeCall(now) }),
  consult: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'talking', since: now - 83_000 }),
    call: fakeCall(now, { heldSince: now - 20_000, parties: [party(now)] }),
  }),
  wrap_up: fakeDesk(now, {
    agent: fakeAgent(now, { state: 'wrap_up', since: now - 40_000, until: now + 50_000 }),
    call: fakeCall(now, { endedAt: now - 40_000, endCause: 'failed' }),
  }),
  paused: fakeDesk(now, { agent: fakeAgent(now, { state: 'paused', reason: 'forced', since: now - 754_000 }) }),
  offline: fakeDesk(now, { agent: fakeAgent(now, { state: 'offline', phone: false }) }),
})

describe("the agent's desk by the rules of WCAG 2.2 AA, in a real browser", {
  skip: noBrowser,
}, () => {
  const { given } = withPages()

  for (const look of looks)
    it(`in each state, and whom to call, ${look.language}, ${look.colorScheme}`, () =>
      given(
        async ({ page, server }) => {
          server.show({ desk: fakeDesk(Date.now()) })
          await page.goto(server.url)
          for (const [name, desk] of Object.entries(desks(Date.now()))) {
            server.show({ desk })
            await page.locator(`.strip.state-${desk.agent.state}`).waitFor()
            if (desk.call && desk.agent.state === 'talking')
              await page.locator('.talk-emergency button').first().waitFor()
            await assertAccessible(page, `desk, ${name}`)
          }
          server.show({ desk: desks(Date.now()).talk ?? fakeDesk(Date.now()) })
          await page.locator('.talk-bar[data-held=false]').waitFor()
          await page.keyboard.press('F10')
          await page.locator('.chooser-row').first().waitFor()
          await assertAccessible(page, 'desk, whom to call')
        },
        { role: 'agent', ...look },
      ))
})
