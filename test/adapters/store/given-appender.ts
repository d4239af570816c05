import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { finallyDo, type givenFolder } from '../../helpers/store.ts'

const appender = fileURLToPath(new URL('./append-for-ever.ts', import.meta.url))

/** Another process that appends until it is killed; `acknowledged` has the last durable number of each of its places. */
export const givenAppender = (t: Parameters<typeof givenFolder>[0], url: string) => {
  const child = spawn(process.execPath, [appender, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged = new Map<string, number>()
  let lines = 0
  createInterface({ input: child.stdout }).on('line', line => {
    const [place = '', number = ''] = line.split(' ')
    acknowledged.set(place, Number(number))
    lines += 1
  })
  const exit = once(child, 'close')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exit
  }
  finallyDo(t, kill)
  return { acknowledged, kill, lines: () => lines }
}
