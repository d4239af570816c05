import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createS3Target } from '../../../../src/adapters/files/exported-days/targets/s3.ts'
import { givenFolder } from '../../../helpers/store.ts'

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const region = 'cn-east-1'
const open = new AbortController().signal

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The signature as the published rules of Signature Version 4 make it, written for this test. */
const signatureOf = (request: IncomingMessage, signed: readonly string[], amzDate: string, payload: string): string => {
  const url = new URL(request.url ?? '', 'http://x')
  const canonical = [
    request.method,
    url.pathname,
    '',
    ...signed.map(name => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    signed.join(';'),
    payload,
  ].join('\n')
  const day = amzDate.slice(0, 8)
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical)].join('\n')
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${keys.secretAccessKey}`, day), region))
  return hmac(key, toSign).toString('hex')
}

/** A store that takes only what is signed right and arrives as its checksum says. */
const givenS3 = async (t: TestContext) => {
  const objects = new Map<string, string>()
  let answer: { readonly status: number; readonly body: string } | null = null
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const [, signed = '', signature] =
      /SignedHeaders=([^,]+), Signature=([0-9a-f]{64})/.exec(request.headers.authorization ?? '') ?? []
    const payload = String(request.headers['x-amz-content-sha256'])
    const isSigned =
      signature === signatureOf(request, signed.split(';'), String(request.headers['x-amz-date']), payload)
    const isWhole =
      payload === sha256(body) &&
      request.headers['x-amz-checksum-sha256'] === createHash('sha256').update(body).digest('base64')
    const refused =
      answer ??
      (isSigned && isWhole ? null : { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' })
    if (refused === null) objects.set(request.url ?? '', String(body))
    response.writeHead(refused?.status ?? 200).end(refused?.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  t.after(close)
  const { port } = server.address() as AddressInfo
  return {
    objects,
    answers: (status: number, body: string) => {
      answer = { status, body }
    },
    close,
    setting: { endpoint: `http://127.0.0.1:${port}`, region, bucket: 'figures', prefix: '12345/', ...keys },
  }
}

const givenVersion = (t: TestContext) => {
  const folder = givenFolder(t)
  const files = ['calls.csv', 'version.json'].map(name => {
    writeFileSync(join(folder, name), `${name} 热线`)
    const bytes = Buffer.from(`${name} 热线`)
    return { name, bytes: bytes.length, sha256: sha256(bytes) }
  })
  return { folder, files }
}

test('given a store of objects that checks signatures and checksums, then a version comes there under its names, the last file last', async t => {
  const { setting, objects } = await givenS3(t)
  const { folder, files } = givenVersion(t)
  await createS3Target('archive', setting).bring(folder, '2026/03/02/v1', files, open)
  assert.deepEqual(
    [...objects],
    files.map(({ name }) => [`/figures/12345/2026/03/02/v1/${name}`, `${name} 热线`]),
  )
})

test('given a wrong key, an answer of an error, and nobody there, then it says which without the key, and tries no more by itself', async t => {
  const { setting, objects, answers, close } = await givenS3(t)
  const { folder, files } = givenVersion(t)
  const bring = (but: Partial<typeof setting> = {}) =>
    createS3Target('archive', { ...setting, ...but }).bring(folder, 'v1', files, open)
  const host = new URL(setting.endpoint).host
  await assert.rejects(bring({ secretAccessKey: 'another-secret' }), {
    code: 'target_refused',
    detail: `${host} calls.csv 403 SignatureDoesNotMatch`,
  })
  answers(503, 'busy')
  await assert.rejects(bring(), { detail: `${host} calls.csv 503` })
  answers(301, '')
  await assert.rejects(bring(), { detail: `${host} calls.csv 301` })
  assert.equal(objects.size, 0)
  await close()
  await assert.rejects(bring(), { code: 'target_unreachable', detail: `${host} ECONNREFUSED` })
})
