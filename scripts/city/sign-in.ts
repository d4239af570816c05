import { CityError } from './errors.ts'

/** What the agent's phone registers with. */
export interface PhoneAtDesk {
  readonly user: string
  readonly password: string
  readonly server: string
  readonly port: number
}

/** A good sign-in: the cookie to send along, and the agent's phone. */
export interface SignedIn {
  readonly cookie: string
  readonly phone: PhoneAtDesk
}

const withinMs = 10_000

/** Signs an agent in as the page does. Rejects with the CityError sign_in_failed. */
export async function signIn(order: {
  readonly url: string
  readonly name: string
  readonly password: string
}): Promise<SignedIn> {
  const { url, name, password } = order
  const fail = (why: string) => new CityError('sign_in_failed', `${name} cannot sign in at ${url}: ${why}.`)
  const { origin } = new URL(url)
  const ask = (path: string, init: RequestInit) =>
    fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(withinMs) }).catch((error: unknown) => {
      throw fail(error instanceof Error ? error.message : String(error))
    })
  const answer = await ask('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ name, password }),
  })
  const body = await answer.text()
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (!answer.ok || cookie === undefined) throw fail(`${answer.status} ${body.slice(0, 200)}`)
  const phone = await ask('/api/phone', { headers: { cookie } })
  if (!phone.ok) throw fail(`${phone.status} at /api/phone`)
  const account = toPhone(await phone.json())
  if (account === null) throw fail('the hotline told nothing of the phone')
  return { cookie, phone: account }
}

function toPhone(body: unknown): PhoneAtDesk | null {
  if (typeof body !== 'object' || body === null) return null
  const { user, password, server, port } = body as Record<string, unknown>
  if (typeof user !== 'string' || typeof password !== 'string') return null
  return typeof server === 'string' && typeof port === 'number' ? { user, password, server, port } : null
}
