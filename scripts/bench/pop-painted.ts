import { WebSocket } from 'ws'
import { liveVersion, type ToPage } from '../../src/wire/live.ts'
import { openTalkingBrowser } from '../phone/chromium.ts'
import { givePhonesAnAddress } from '../phone/network.ts'
import type { Closers } from './closers.ts'
import { agentTone, isIn } from './phone/talks.ts'
import { openStage } from './stage.ts'
import { pause, waitFor } from './wait.ts'

/** From an offer to its pop on the screen of a real browser, as the page itself acknowledges it. ms. */
export interface PopPainted {
  readonly consoles: number
  readonly pops: number
  readonly p50: number | null
  readonly p99: number | null
}

/** The agent whose desk is a page in a browser; the other consoles are connected and take no calls. */
const painter = '1001'
/** The caller hangs up once the pop has surely been painted, and the desk has shown that he has. */
const standMs = 400

/** The wall's own figure, read as the shift leader sees it. */
const paintedOnWall = async (url: string, password: string): Promise<{ p50: number; p99: number } | null> => {
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'leader', password }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/live`, { origin: url, headers: { cookie } })
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', version: liveVersion, view: 'wall' })))
      socket.on('message', data => {
        const frame = JSON.parse(String(data)) as ToPage
        if (frame.type === 'snapshot') resolve(frame.wall?.popPaintedMs ?? null)
      })
    })
  } finally {
    socket.close()
  }
}

/** Lets `pops` calls be offered to a desk in a real browser, one after the other, beside `consoles` - 1 other consoles. */
export const measurePainted = async (
  { consoles, pops }: { readonly consoles: number; readonly pops: number },
  closers: Closers,
  say: (text: string) => void,
): Promise<PopPainted> => {
  givePhonesAnAddress()
  const stage = await openStage(consoles, closers, say)
  stage.consoles.find(({ extension }) => extension === painter)?.close()
  const { browser, close } = await openTalkingBrowser(agentTone, { aside: true })
  closers.add(close)
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await page.goto(stage.server.url)
  await page.locator('[autocomplete=username]').fill(painter)
  await page.locator('[type=password]').fill(stage.server.password)
  await page.keyboard.press('Enter')
  await page.locator('.phone-line[data-word=standing]').waitFor({ timeout: 20_000 })
  await page.keyboard.press('F2')
  await isIn(page, 'ready')
  say(`${pops} pops`)
  for (let n = 0; n < pops; n += 1) {
    const number = stage.nextNumber()
    stage.callers.call(number, '12345')
    await page.locator('.strip.state-reserved').waitFor()
    await pause(standMs)
    stage.callers.hangUp(number.slice(-4))
    await isIn(page, 'ready')
  }
  const figure = await waitFor('the wall knows the figure', () =>
    paintedOnWall(stage.server.url, stage.server.password),
  )
  return { consoles, pops, ...figure }
}

/** As `--json` writes it. */
export const paintedJson = ({ consoles, pops, p50, p99 }: PopPainted) => ({
  pop_painted: { consoles, pops, p50_ms: p50, p99_ms: p99 },
})

/** As the table says it. */
export const paintedText = ({
  pop_painted: { consoles, pops, p50_ms, p99_ms },
}: ReturnType<typeof paintedJson>): string =>
  `offer to painted pop, ${pops} pops in a real browser beside ${consoles - 1} consoles: p50 ${p50_ms} ms, p99 ${p99_ms} ms`
