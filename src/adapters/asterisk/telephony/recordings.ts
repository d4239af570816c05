import { callOfRecording } from '../../../domain/recording/recording.ts'
import type { RecordingSource } from '../../../engine/recordings/ports.ts'
import type { AriClient } from '../ari/ari-client.ts'

/** How long Asterisk may take to begin, and a whole file to come, ms: the longest call on record is 45 MB. */
const fetchWithinMs = 120_000

interface Options {
  readonly ari: { readonly url: string; readonly user: string; readonly password: string }
  readonly client: AriClient
}

/** The recordings that lie in Asterisk's spool, by ARI: so it may be another machine. */
export const asteriskRecordings = ({ ari, client }: Options): RecordingSource => ({
  list: async () => {
    const answer = await client.request({ method: 'GET', path: 'recordings/stored', large: true })
    if (answer.kind !== 'ok' || !Array.isArray(answer.body)) return null
    const names = answer.body.map((entry: unknown) =>
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'name') : null,
    )
    return names.filter((name): name is string => typeof name === 'string' && callOfRecording(name) !== null)
  },
  goesOn: async callId => {
    const answer = await client.request({ method: 'GET', path: ['channels', callId] })
    if (answer.kind === 'ok') return true
    return answer.kind === 'gone' ? false : null
  },
  fetch: async part => {
    const url = new URL(`${ari.url.replace(/\/$/, '')}/ari/recordings/stored/${encodeURIComponent(part)}/file`)
    const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`
    const answer = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(fetchWithinMs) })
    if (answer.status === 404) return null
    if (!answer.ok || answer.body === null) throw new Error(`Asterisk answered ${answer.status} for a recording`)
    const length = Number(answer.headers.get('content-length') ?? Number.NaN)
    return { bytes: Number.isSafeInteger(length) ? length : null, audio: answer.body }
  },
  forget: async part => {
    const answer = await client.request({ method: 'DELETE', path: ['recordings', 'stored', part] })
    return answer.kind === 'ok' || answer.kind === 'gone'
  },
})
