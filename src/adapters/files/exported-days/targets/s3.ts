import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { ExportTarget } from '../../../../engine/export/ports.ts'
import { ExportFailure } from '../../../../engine/export/problem.ts'
import { causeOf } from './cause.ts'

/** A bucket of S3, or of a store that speaks its language. */
export interface S3Setting {
  /** `https://s3.example.cn`; the bucket is the first part of the path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** Put before each name; empty, or with a slash at its end. */
  readonly prefix: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const timeoutMs = 120_000

/** The store's own code out of its answer, such as `AccessDenied`. */
const codeIn = (text: string): string => /<Code>([A-Za-z0-9]{1,64})<\/Code>/.exec(text)?.[1] ?? ''

/** Objects appear whole or not at all; the checksum of each is signed, and told once more for the store to check. */
export const createS3Target = (name: string, setting: S3Setting): ExportTarget => {
  const { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey } = setting
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  const { host } = new URL(endpoint)
  return {
    name,
    async bring(folder, path, files, signal) {
      for (const file of files) {
        const key = `${prefix}${path}/${file.name}`.split('/').map(encodeURIComponent).join('/')
        const body = await readFile(join(folder, file.name))
        let answer: Response
        try {
          answer = await client.fetch(`${endpoint}/${bucket}/${key}`, {
            method: 'PUT',
            body,
            redirect: 'manual',
            signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
            headers: {
              'content-type': 'application/octet-stream',
              'x-amz-content-sha256': file.sha256,
              'x-amz-checksum-sha256': Buffer.from(file.sha256, 'hex').toString('base64'),
            },
          })
        } catch (error) {
          throw new ExportFailure('target_unreachable', `${host} ${causeOf(error)}`, error)
        }
        const text = (await answer.text().catch(() => '')).slice(0, 4_096)
        const why = [answer.status, codeIn(text)].join(' ').trim()
        if (!answer.ok) throw new ExportFailure('target_refused', `${host} ${file.name} ${why}`)
      }
    },
  }
}
