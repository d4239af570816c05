import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, startChild } from '../bench/children.ts'
import { waitFor } from '../bench/wait.ts'
import { need, readTools } from '../setup/tools.ts'
import type { CallerRecord, PhoneRecord } from './records.ts'

/** Calls that sipp makes beside those of the city. Times in ms. */
export interface SippPlan {
  readonly folder: string
  readonly sipPort: number
  readonly rate: number
  readonly seconds: number
  /** From the hotline's 200 OK until such a caller hangs up. */
  readonly callMs: number
}

/** Callers played by sipp: plain SIP by other hands than ours, whose own trace of messages is their record. */
export interface SippCallers {
  /** Their numbers as Chinese mobile numbers, in the order of the calls. */
  readonly numbers: readonly string[]
  readonly child: Child
  /** `phonesOf`: the calls at phones that belong to a number within a time span. */
  records(phonesOf: (number: string, from: number, until: number) => readonly PhoneRecord[]): readonly CallerRecord[]
}

/** The end of a call may take this long when nobody answers its BYE any more. */
const byeMs = 35_000
/** sipp counts in whole calls for each of these periods. */
const periodMs = 10_000

/** Starts sipp; it ends by itself. Throws where the set-up found none, or it does not run. */
export const startSippCallers = async ({ folder, sipPort, rate, seconds, callMs }: SippPlan): Promise<SippCallers> => {
  const tool = need(readTools().sipp)
  const count = Math.max(1, Math.round(rate * seconds))
  // the city counts its last four digits upwards
  const numbers = Array.from({ length: count }, (_, n) => `1399000${String(9_999 - n).padStart(4, '0')}`)
  const path = (name: string) => join(folder, name)
  writeFileSync(path('sipp.csv'), ['SEQUENTIAL', ...numbers, ''].join('\n'))
  const scenario = readFileSync(join(import.meta.dirname, 'caller.xml'), 'utf8')
  writeFileSync(path('sipp.xml'), scenario.replaceAll('@@CALL_MS@@', String(callMs)))
  const options = {
    '-sf': path('sipp.xml'),
    '-inf': path('sipp.csv'),
    '-i': '127.0.0.1',
    '-r': Math.max(1, Math.round((rate * periodMs) / 1_000)),
    '-rp': periodMs,
    '-m': count,
    '-l': count,
    '-timeout': `${Math.ceil(seconds + (callMs + byeMs) / 1_000)}s`,
    '-shortmessage_file': path('sipp-messages.tsv'),
  }
  const args = Object.entries(options).flatMap(([name, value]) => [name, String(value)])
  const output = openSync(path('sipp.log'), 'a', 0o600)
  const child = await startChild([...tool.command, `127.0.0.1:${sipPort}`, '-nostdin', '-trace_shortmsg', ...args], {
    cwd: folder,
    env: { ...process.env, ...tool.env, TERM: 'dumb' },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  await Promise.race([child.exited, waitFor('sipp calls', () => existsSync(path('sipp-messages.tsv')))])
  if (child.process.exitCode !== null)
    throw new Error(`sipp ended: ${readFileSync(path('sipp.log'), 'utf8').slice(-500)}`)
  const trace = () => (existsSync(path('sipp-messages.tsv')) ? readFileSync(path('sipp-messages.tsv'), 'utf8') : '')
  return { numbers, child, records: phonesOf => recordsFromTrace(trace(), numbers, phonesOf) }
}

interface Message {
  readonly at: number
  readonly sent: boolean
  readonly method: string
  /** Of a response; 0 of a request. */
  readonly status: number
}

const line = /^[^\t]+\t[^\t]+\t(\d+\.\d+)\t([SR])\t(\d+)-[^\t]*\tCSeq:\d+ ([A-Z]+)\t(?:SIP\/2\.0 (\d+))?/

/** Reads sipp's trace of short messages (-trace_shortmsg): the n-th call has the n-th number. */
export const recordsFromTrace = (
  trace: string,
  numbers: readonly string[],
  phonesOf: (number: string, from: number, until: number) => readonly PhoneRecord[],
): readonly CallerRecord[] => {
  const calls = new Map<number, Message[]>()
  for (const text of trace.split('\n')) {
    const [, seconds, way, n, method = '', status] = line.exec(text) ?? []
    if (n === undefined) continue
    const message = { at: Math.round(Number(seconds) * 1_000), sent: way === 'S', method, status: Number(status ?? 0) }
    const known = calls.get(Number(n))
    if (known) known.push(message)
    else calls.set(Number(n), [message])
  }
  return [...calls].flatMap(([n, messages]) => {
    const number = numbers[n - 1]
    const invited = messages.find(({ sent, method }) => sent && method === 'INVITE')
    if (number === undefined || !invited) return []
    const answers = messages.filter(({ sent, method }) => !sent && method === 'INVITE')
    const bye = messages.find(({ method, status }) => method === 'BYE' && status === 0)
    const refused = answers.find(({ status }) => status >= 300)
    const end = bye ?? refused ?? null
    return {
      source: 'sipp',
      number: `+86${number}`,
      dialled: '12345',
      invitedAt: invited.at,
      takenAt: answers.find(({ status }) => status === 200)?.at ?? null,
      heardAt: null,
      endedAt: end?.at ?? null,
      endedBy: end === null ? null : end.sent ? 'himself' : 'hotline',
      phones: phonesOf(number, invited.at, end?.at ?? Number.POSITIVE_INFINITY),
    }
  })
}
