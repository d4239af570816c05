import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readCertificate, selfMadeCertificate } from '../../../src/adapters/tls/certificate.ts'
import { makeCertificate } from '../../../src/adapters/tls/self-made.ts'

const now = Date.parse('2026-11-25T08:00:00Z')
const day = 24 * 3_600_000

const givenFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-tls-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('given a self-made certificate, it names its hosts, is good for two years, and its key signs for it', () => {
  const { cert } = makeCertificate(['localhost', 'hotline.local'], ['192.0.2.7', 'fd00::2'], now)
  const x509 = new X509Certificate(cert)
  assert.equal(x509.checkHost('hotline.local'), 'hotline.local')
  assert.equal(x509.checkIP('192.0.2.7'), '192.0.2.7')
  assert.equal(x509.checkIP('fd00::2'), 'fd00::2')
  assert.equal(x509.ca, false)
  assert.ok(x509.verify(x509.publicKey))
  assert.deepEqual([x509.validFromDate.getTime(), x509.validToDate.getTime()], [now - day, now + 730 * day])
})

test('given a client that trusts it, a server with the self-made certificate is reached without a complaint', async t => {
  const own = makeCertificate(['localhost'], ['127.0.0.1'], Date.now())
  const server = createServer({ ...own }, (_, reply) => reply.end('safe'))
  t.after(() => server.close())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const status = await new Promise((resolve, reject) =>
    get({ host: 'localhost', port, ca: own.cert, agent: false }, reply => {
      reply.resume()
      resolve(reply.statusCode)
    }).on('error', reject),
  )
  assert.equal(status, 200)
})

test('given a data folder, the certificate is made once, anew when it is over, and its key is nobody else’s to read', t => {
  const folder = givenFolder(t)
  const first = selfMadeCertificate(folder, now)
  assert.deepEqual(selfMadeCertificate(folder, now + 700 * day), first)
  assert.equal(statSync(join(folder, 'tls', 'key.pem')).mode & 0o777, 0o600)
  assert.notEqual(selfMadeCertificate(folder, now + 731 * day).cert, first.cert)
})

test('given PEM files that cannot serve, one sentence names the setting', t => {
  const folder = givenFolder(t)
  const [cert, key, other] = ['cert.pem', 'key.pem', 'other.pem'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const made = makeCertificate(['localhost'], [], now)
  writeFileSync(cert, made.cert)
  writeFileSync(key, made.key)
  writeFileSync(other, makeCertificate(['localhost'], [], now).key)
  assert.deepEqual(readCertificate(cert, key, now), made)
  assert.throws(() => readCertificate(cert, join(folder, 'none'), now), /^Error: YIHAO_TLS_KEY: .*cannot be read/)
  assert.throws(() => readCertificate(cert, cert, now), /must be PEM files/)
  assert.throws(() => readCertificate(cert, other, now), /YIHAO_TLS_KEY is not the key/)
  assert.throws(() => readCertificate(cert, key, now + 731 * day), /no longer good/)
})
