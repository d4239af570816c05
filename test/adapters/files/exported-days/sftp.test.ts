import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createSftpTarget } from '../../../../src/adapters/files/exported-days/targets/sftp.ts'
import { filesBelow } from '../../../engine/export/given-export.ts'
import { givenFolder } from '../../../helpers/store.ts'
import { givenSshd } from './given-sshd.ts'

const path = '2026/03/02/v1'
const open = new AbortController().signal

/** Two files of a version; the second has half a megabyte. */
const givenVersion = (t: TestContext) => {
  const folder = givenFolder(t)
  const texts = { 'calls.csv': 'call_id\r\n', 'version.json': 'x'.repeat(500_000) }
  const files = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return { name, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') }
  })
  return { folder, files, texts }
}

test('given an OpenSSH server, then a version comes there whole, under its path, and again over what is there', async t => {
  const { setting, folder: there } = await givenSshd(t)
  const { folder, files, texts } = givenVersion(t)
  const target = createSftpTarget('archive', setting)
  await target.bring(folder, path, files, open)
  const whole = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${path}/${name}`, text]))
  assert.deepEqual(filesBelow(there), whole)
  writeFileSync(join(there, path, 'calls.csv'), 'half of i')
  const draft = join(there, path, 'calls.csv.part')
  writeFileSync(draft, 'left by a crash')
  // written by the user of this test, who need not be the server's
  chmodSync(draft, 0o666)
  await target.bring(folder, path, files, open)
  assert.deepEqual(filesBelow(there), whole)
})

test('given another host at this address, a key that is not let in, or a folder that is not there, then it says so and sends nothing', async t => {
  const { setting, folder: there } = await givenSshd(t)
  const { folder, files } = givenVersion(t)
  const bring = (but: Partial<typeof setting>) =>
    createSftpTarget('archive', { ...setting, ...but }).bring(folder, path, files, open)
  await assert.rejects(bring({ hostKey: `SHA256:${'A'.repeat(43)}` }), {
    code: 'target_host_key',
    detail: `127.0.0.1 ${setting.hostKey}`,
  })
  await assert.rejects(bring({ privateKey: null, password: 'secret-word' }), {
    code: 'target_sign_in',
    detail: '127.0.0.1',
  })
  await assert.rejects(bring({ folder: `${there}/none` }), {
    code: 'target_no_folder',
  })
  assert.deepEqual(filesBelow(there), {})
})

test('given nobody at the address, one who says nothing, and an end in the middle, then it is given up', async t => {
  const { folder, files } = givenVersion(t)
  const { setting } = await givenSshd(t)
  const bring = (port: number, signal: AbortSignal) =>
    createSftpTarget('archive', { ...setting, port }).bring(folder, path, files, signal)
  const silent = createServer()
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  t.after(() => silent.close())
  const address = silent.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stopping = new AbortController()
  const asked = bring(port, stopping.signal)
  silent.once('connection', socket => {
    stopping.abort()
    socket.destroy()
  })
  await assert.rejects(asked, { code: 'target_unreachable' })
  silent.close()
  await assert.rejects(bring(port, open), { code: 'target_unreachable', detail: '127.0.0.1 ECONNREFUSED' })
  assert.equal(readFileSync(join(folder, 'calls.csv'), 'utf8'), 'call_id\r\n')
})
