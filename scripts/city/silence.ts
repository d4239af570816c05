import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RATE, toWav } from '../sounds/wav.ts'

const seconds = 10

/**
 * Writes a sound of silence into `folder` and gives its name. Silence is a file because Asterisk's silence generator
 * sends a packet for each one that comes in, so that two ends drive each other to thousands a second.
 */
export function writeSilence(folder: string): string {
  const path = join(folder, 'silence')
  writeFileSync(`${path}.wav`, toWav(new Float64Array(seconds * RATE)), { mode: 0o600 })
  return path
}
