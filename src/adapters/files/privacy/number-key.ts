import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { keyFile } from '../sealed/master-key.ts'

/** HMAC-SHA-256 of a number (E.164) under this key, in hex: the same number gives the same hash, and without the key nobody can try all numbers. */
export const numberHash = (key: Buffer, number: string): string =>
  createHmac('sha256', key).update(number.normalize('NFC')).digest('hex')

/** The hash by the key in `number.key` of the data folder, which is made once, for its owner alone. Throws where it cannot be read or is damaged. */
export const numberHasher = (dataFolder: string): ((number: string) => string) => {
  const { key } = keyFile(join(dataFolder, 'keys'), 'number.key', 'hashes of numbers cannot be compared any more')
  return number => numberHash(key, number)
}
