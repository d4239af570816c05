import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { need, readTools } from '../setup/tools.ts'
import { type Child, startChild } from './children.ts'

/** Calls that sipp makes, evenly spread. */
export interface Traffic {
  readonly sipPort: number
  readonly ratePerSecond: number
  readonly calls: number
  /** How long a call stands after its answer, */
  readonly callMs: number
  /** and after the network has told the caller, by a second INVITE in the call, who he talks with now. */
  readonly afterMs: number
  /** Caller's number and dialled number of the n-th call. */
  of(n: number): { readonly number: string; readonly dialled: string }
}

const template = join(import.meta.dirname, 'caller.xml')
const marginSeconds = 20

/** Starts sipp; it ends by itself when all calls are over, at the latest 20 s after they should be. */
export const startSipp = async (folder: string, traffic: Traffic): Promise<Child> => {
  const { sipPort, ratePerSecond, calls, callMs, afterMs } = traffic
  const rows = Array.from({ length: calls }, (_, n) => traffic.of(n)).map(
    ({ number, dialled }) => `${number};${dialled}`,
  )
  const file = join(folder, 'calls.csv')
  writeFileSync(file, ['SEQUENTIAL', ...rows, ''].join('\n'))
  const scenario = join(folder, 'caller.xml')
  const text = readFileSync(template, 'utf8')
  writeFileSync(scenario, text.replace('@@CALL_MS@@', String(callMs)).replaceAll('@@AFTER_MS@@', String(afterMs)))
  const seconds = Math.ceil(calls / ratePerSecond + (callMs + afterMs) / 1000) + marginSeconds
  const tool = need(readTools().sipp)
  const output = openSync(join(folder, 'sipp.log'), 'a', 0o600)
  const options = {
    '-sf': scenario,
    '-inf': file,
    '-i': '127.0.0.1',
    '-r': ratePerSecond,
    '-m': calls,
    '-l': calls,
    '-timeout': `${seconds}s`,
  }
  const args = Object.entries(options).flatMap(([name, value]) => [name, String(value)])
  const child = await startChild([...tool.command, `127.0.0.1:${sipPort}`, '-nostdin', '-trace_err', ...args], {
    cwd: folder,
    env: { ...process.env, ...tool.env, TERM: 'dumb' },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  return child
}
