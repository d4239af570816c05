import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readConfig } from '../../src/config/config.ts'
import { givenFolder } from '../helpers/store.ts'

const asterisk = { YIHAO_ASTERISK: 'ari://u:p@127.0.0.1:1?ami=u:s@127.0.0.1:2' }
const hostKey = `SHA256:${'A'.repeat(43)}`
const secret = 'a-secret-that-is-never-quoted'
const sftp = {
  kind: 'sftp',
  name: 'bureau',
  host: 'sftp.example.cn',
  user: 'yihao',
  hostKey,
  password: secret,
  folder: '/in',
}
const s3 = {
  ...{ kind: 's3', name: 'cloud', endpoint: 'https://s3.example.cn', region: 'cn-east-1', bucket: 'figures' },
  ...{ accessKeyId: 'AKID', secretAccessKey: secret },
}
const folder = { kind: 'folder', name: 'share', folder: '/mnt/share' }

const reading = (t: TestContext, content: unknown, more: Record<string, string> = {}) => {
  const path = join(givenFolder(t), 'targets.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  chmodSync(path, 0o600)
  return readConfig({ ...asterisk, YIHAO_EXPORT_TARGETS_FILE: path, ...more }).dayExport
}

test('given no settings, then days are exported at four to the data folder, with masked numbers, and are final after 45 days', () => {
  assert.deepEqual(readConfig(asterisk).dayExport, {
    targets: [],
    hour: 4,
    finalAfterDays: 45,
    formats: ['csv', 'json', 'xlsx', 'parquet'],
    fullNumbers: false,
  })
  assert.equal(readConfig({ ...asterisk, YIHAO_EXPORT: '0' }).dayExport, null)
})

test('given targets of all kinds, then they are read, with what they do not say as usual', t => {
  const found = reading(t, [folder, sftp, s3], { YIHAO_EXPORT_FORMATS: 'parquet, csv', YIHAO_EXPORT_NUMBERS: 'full' })
  assert.deepEqual(found?.targets, [folder, { ...sftp, port: 22, privateKey: null }, { ...s3, prefix: '' }])
  assert.deepEqual([found?.formats, found?.fullNumbers], [['csv', 'parquet'], true])
})

const broken: Readonly<Record<string, unknown>> = {
  'no JSON': `[{"password": "${secret}"`,
  'no list': { ...sftp },
  'an entry that is none': [7],
  'another kind': [{ ...sftp, kind: 'ftp' }],
  'a kind that objects have': [{ ...sftp, kind: 'constructor' }],
  'no name': [{ ...sftp, name: undefined }],
  'the name of our own work': [{ ...sftp, name: 'making' }],
  'a name twice': [sftp, { ...s3, name: 'bureau' }],
  'a field it does not know': [{ ...sftp, colour: secret }],
  'a host key that is none': [{ ...sftp, hostKey: 'ssh-ed25519 AAAA' }],
  'no way to sign in': [{ ...sftp, password: undefined }],
  'two ways to sign in': [{ ...sftp, privateKey: '-----BEGIN OPENSSH PRIVATE KEY-----' }],
  'a port out of range': [{ ...sftp, port: 70_000 }],
  'a store in the clear': [{ ...s3, endpoint: 'http://s3.example.cn' }],
  'a store with a path': [{ ...s3, endpoint: 'https://s3.example.cn/figures' }],
  'a prefix without its slash': [{ ...s3, prefix: '12345' }],
  'a folder that is none': [{ ...folder, folder: 'share' }],
}

for (const [what, content] of Object.entries(broken))
  test(`given a file of targets with ${what}, then the start fails with one sentence that quotes no secret`, t => {
    assert.throws(
      () => reading(t, content),
      ({ message }: Error) =>
        message.startsWith('YIHAO_EXPORT_TARGETS_FILE') && !message.includes('\n') && !message.includes(secret),
    )
  })

test('given a file of targets that others may read, or formats that are none, then the start fails with one sentence', t => {
  const path = join(givenFolder(t), 'targets.json')
  writeFileSync(path, '[]')
  chmodSync(path, 0o644)
  assert.throws(() => readConfig({ ...asterisk, YIHAO_EXPORT_TARGETS_FILE: path }), /chmod 600/)
  assert.throws(() => readConfig({ ...asterisk, YIHAO_EXPORT_TARGETS_FILE: `${path}.none` }), /cannot be read/)
  for (const [name, value] of Object.entries({
    YIHAO_EXPORT_FORMATS: 'csv,pdf',
    YIHAO_EXPORT_NUMBERS: 'some',
    YIHAO_EXPORT_HOUR: '24',
    YIHAO_EXPORT_FINAL_DAYS: '0',
  }))
    assert.throws(() => readConfig({ ...asterisk, [name]: value }), new RegExp(`^ConfigError: ${name} must be`))
})
