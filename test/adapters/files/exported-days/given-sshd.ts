import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import ssh2 from 'ssh2'
import { need, readTools } from '../../../../scripts/setup/tools.ts'
import type { SftpSetting } from '../../../../src/adapters/files/exported-days/targets/sftp.ts'
import { until } from '../../../helpers/until.ts'

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** As root it runs as a user that every Debian has: OpenSSH wants one of its own otherwise, and nobody's account is locked. */
const daemon = (): { readonly uid: number; readonly gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  const [uid = 0, gid = 0] = ['-u', '-g'].map(flag =>
    Number(spawnSync('id', [flag, 'daemon'], { encoding: 'utf8' }).stdout),
  )
  return { uid, gid }
}

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })

const sftpSetting = (setting: SftpSetting): SftpSetting => setting

/** A real OpenSSH server on a free port of loopback, which lets in one key and serves SFTP alone. `folder`: where its user may write. */
export const givenSshd = async (t: TestContext) => {
  const { command, env } = need(readTools().sshd)
  const [program = ''] = command
  const owner = daemon()
  const home = mkdtempSync(join(tmpdir(), 'yihao-sshd-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const packaged = dirname(dirname(dirname(program)))
  const isPrivate = packaged !== '/'
  // what only root may read is no use to its user
  const root = join(home, 'root')
  if (isPrivate) cpSync(packaged, root, { recursive: true, verbatimSymlinks: true })
  const own = (text: string | undefined) => (isPrivate ? text?.replaceAll(packaged, root) : text)
  const keys = { host: ssh2.utils.generateKeyPairSync('ed25519'), user: ssh2.utils.generateKeyPairSync('ed25519') }
  const folder = join(home, 'inbox')
  mkdirSync(folder)
  const port = await freePort()
  const files: Record<string, string> = {
    host_key: keys.host.private,
    authorized: `${keys.user.public}\n`,
    config: [
      ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${home}/host_key`, 'PidFile none', 'UsePAM no'],
      ...['StrictModes no', 'PasswordAuthentication no', `AuthorizedKeysFile ${home}/authorized`],
      ...['Subsystem sftp internal-sftp', ''],
    ].join('\n'),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text, { mode: 0o600 })
  if (owner)
    for (const path of [home, folder, ...Object.keys(files).map(name => join(home, name))])
      chownSync(path, owner.uid, owner.gid)
  const said: string[] = []
  const server = spawn(own(program) ?? '', ['-D', '-e', '-f', join(home, 'config')], {
    ...owner,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, own(value) ?? ''])),
    },
  })
  server.stderr.on('data', (piece: Buffer) => said.push(String(piece)))
  t.after(async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise(resolve => server.once('exit', resolve))
    server.kill('SIGTERM')
    await gone
  })
  await until(`sshd answers: ${said.join('')}`, () => answers(port))
  const parsed = ssh2.utils.parseKey(keys.host.public)
  if (parsed instanceof Error) throw parsed
  const hostKey = `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')}`
  return {
    folder,
    said,
    setting: sftpSetting({
      host: '127.0.0.1',
      port,
      user: owner ? 'daemon' : userInfo().username,
      hostKey,
      password: null,
      privateKey: keys.user.private,
      folder,
    }),
  }
}
