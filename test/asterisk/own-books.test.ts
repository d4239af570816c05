import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { convertBooks } from '../../src/adapters/files/history/convert-books.ts'
import { givenAsterisk } from '../helpers/asterisk.ts'
import { givenFolder } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'
import { givenTelephone } from './dialplan-caller.ts'
import { givenPhone } from './dialplan-phones.ts'

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

test('given a real Asterisk with a native queue and CDRs as files, then an answered call and one that was given up are converted as they were', async t => {
  const asterisk = await givenAsterisk(t)
  writeFileSync(
    join(asterisk.folder, 'etc', 'cdr.conf'),
    '[general]\nenable = yes\nunanswered = yes\n[csv]\nusegmtime = yes\nloguniqueid = yes\n',
  )
  // Asterisk does not make it itself
  mkdirSync(join(asterisk.folder, 'log', 'cdr-csv'))
  await asterisk.cli('module reload cdr')
  await asterisk.cli('module load cdr_csv.so')
  const log = join(asterisk.folder, 'log', 'queue_log')
  const cdr = join(asterisk.folder, 'log', 'cdr-csv', 'Master.csv')
  const logged = (event: string) => until(`${event} is in the log`, () => textOf(log).includes(`|${event}|`))
  const call = async (number: string) => {
    const citizen = await givenTelephone(t)
    citizen.invite({ port: asterisk.sipPort, number: '12345', from: `"A \\"B\\", C" <sip:${number}@x>;tag=1` })
    await until('the caller is answered', () => citizen.status() === 200)
    return citizen
  }
  const agent = await givenTelephone(t, { answers: true })
  await givenPhone(asterisk, '1001', agent.port)
  await asterisk.cli('queue add member PJSIP/1001 to fallback penalty 0')
  const served = await call('13900000001')
  await logged('CONNECT')
  served.bye()
  await logged('COMPLETECALLER')
  await asterisk.cli('queue remove member PJSIP/1001 from fallback')
  const gone = await call('13900000002')
  await until('he waits', () => textOf(log).split('|ENTERQUEUE|').length === 3)
  gone.bye()
  await logged('ABANDON')
  await until('both are in the CDR', () => textOf(cdr).includes('13900000001') && textOf(cdr).includes('13900000002'))
  const folder = join(givenFolder(t), 'set')
  const result = await convertBooks({
    ...{ queueLogs: [log], cdrs: [cdr], queues: ['fallback'], arrivalUnknown: false },
    ...{ zone: 'Asia/Shanghai', cdrZone: null, folder },
  })
  assert.equal(result.kind, 'converted', JSON.stringify(result))
  const [, ...rows] = textOf(join(folder, 'calls.csv')).trim().split('\r\n')
  const cells = rows.map(row => row.split(','))
  assert.deepEqual(
    cells.map(row => [row[1], row[2], row[5] !== '', ...row.slice(7, 10)]),
    [
      ['inbound', 'hotline', true, 'completed', '13900000001', '1001'],
      ['inbound', 'hotline', false, 'abandoned', '13900000002', ''],
    ],
  )
  for (const row of cells) assert.ok((row[3] ?? '~') <= (row[4] ?? '') && (row[4] ?? '~') <= (row[6] ?? ''))
})
