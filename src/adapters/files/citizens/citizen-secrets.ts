import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { queryCodeOf } from '../../../domain/cases/query-code.ts'
import type { CitizenSecrets } from '../../../engine/citizens/citizen-cases.ts'

const bytes = 32

/**
 * The key behind query codes: the file `citizens.key` in this folder, made once, for its owner alone. Throws where it is damaged: with another key no
 * receipt that was given would open its case any more.
 */
export const citizensKeyIn = (folder: string): Uint8Array => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'citizens.key')
  const fresh = randomBytes(bytes)
  try {
    writeFileSync(path, `${fresh.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return fresh
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length !== bytes) throw new Error(`${path} does not hold a key for query codes: restore it`)
  return key
}

/** Keyed hashes, each purpose apart, so that none can be had by asking for another. */
export const createCitizenSecrets = (key: Uint8Array): CitizenSecrets & { hashOfAddress(address: string): string } => {
  const sign = (purpose: string, text: string): Buffer =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest()
  return {
    hashOfCode: (caseNo, code) => sign('query code', `${caseNo} ${code}`).toString('hex'),
    hashOfWish: wish => sign('wish', wish).toString('hex'),
    codeOfWish: wish => queryCodeOf(sign('code of wish', wish)),
    hashOfAddress: address => sign('address', address).subarray(0, 12).toString('hex'),
  }
}
