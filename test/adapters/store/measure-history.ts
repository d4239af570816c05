/**
 * Measures the one read behind a screen-pop: `node measure-history.ts [URL] [CASES AND PERSONS] [READS]`. Each number has two cases,
 * two persons and two calls; the reads come one at a time, as calls do, to numbers in no order.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { registered } from './given-cases.ts'
import { answeredCall, fact, morning } from './given-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'yihao-measure-'))
const [url = `sqlite:${join(folder, 'yihao.db')}`, count = '200000', reads = '20000'] = process.argv.slice(2)
const store = await openStore(url, { log: console })
const perDay = 90_000

const numberOf = (n: number): string => `+86138${String(n).padStart(8, '0')}`

/** All that a number has brought. */
const factsOf = (n: number): readonly Fact[] => {
  const number = numberOf(n)
  const person = { place: '解放路 88 号', minor: false, disabled: false, contact: 'phone', note: '' } as const
  return [0, 1].flatMap((each): readonly Fact[] => {
    const running = 2 * n + each
    const at = morning + running
    const callId = `c${n}-${each}`
    return [
      ...answeredCall({ callId, arrivedAt: at, number }, '1001', 4_000, 90_000),
      ...registered({
        running: 1 + (running % perDay),
        localDay: 20260302 + Math.floor(running / perDay),
        at,
        callId,
        number,
        answer: each === 0 ? '' : '已当场答复',
      }),
      fact(at, {
        kind: 'person_confirmed',
        callId,
        agentId: '1001',
        personId: `p${running}`,
        number,
        name: '王建国',
        elder: true,
        ...person,
      }),
    ]
  })
}

const numbers = Number(count) / 2
const began = performance.now()
for (let n = 0; n < numbers; n += 500) {
  const batch = Array.from({ length: Math.min(500, numbers - n) }, (_, index) => factsOf(n + index))
  await store.append(batch.flat())
}
console.log(
  `${count} cases and persons of ${numbers} numbers written in ${((performance.now() - began) / 1000).toFixed(0)} s`,
)

const took: number[] = []
let found = 0
for (let read = 0; read < Number(reads); read += 1) {
  const number = numberOf(Math.floor(Math.random() * numbers))
  const start = performance.now()
  const history = await store.read.callerHistory(number, 'now', morning + 86_400_000)
  took.push(performance.now() - start)
  if (history.people.length === 2 && history.openCases.length === 1 && history.closedCases.length === 1) found += 1
}
took.sort((a, b) => a - b)
const at = (share: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(2)
console.log(
  `${reads} reads, ${found} whole: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, p99.9 ${at(0.999)} ms, most ${at(1)} ms`,
)

const searches: number[] = []
for (const words of [['没有'], ['路灯'], ['解放路', '三天'], ['不存在的词']]) {
  const start = performance.now()
  await store.read.cases({ words, limit: 21 })
  searches.push(performance.now() - start)
}
console.log(`searches by words: ${searches.map(each => each.toFixed(0)).join(', ')} ms`)
await store.close()
rmSync(folder, { recursive: true, force: true })
