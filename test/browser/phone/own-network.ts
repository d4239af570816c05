import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { givePhonesAnAddress, inNetworkOfOwn } from '../../../scripts/phone/network.ts'

const inside = 'YIHAO_PHONE_TEST_INSIDE'

/**
 * Asterisk offers browsers no address of loopback. Where this machine has no other and this user may give it none, the test file that
 * imports this runs once more in a network of its own, and its tests are skipped out here. Returns why they are skipped, or false.
 */
export const skipForNetwork = (): string | false => {
  if (givePhonesAnAddress()) return false
  const probe = inNetworkOfOwn(['true'])
  if (process.env[inside] !== undefined || spawnSync(probe[0], probe.slice(1)).status !== 0)
    return 'no network but loopback, and no address may be added to it'
  test('given a machine with loopback alone, these tests pass in a network of their own', async () => {
    const [program, ...args] = inNetworkOfOwn([process.execPath, '--test', process.argv[1] ?? ''])
    const child = spawn(program, args, { env: { ...process.env, [inside]: '1', NODE_TEST_CONTEXT: undefined } })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text
      })
    const code = await new Promise(resolve => child.once('close', resolve))
    assert.equal(code, 0, said)
  })
  return 'these tests run in a network of their own'
}
