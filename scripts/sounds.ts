import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SPOKEN } from './sounds/texts.ts'
import { beep, quietMusic } from './sounds/tones.ts'
import { levelled, parseWav, RATE, resample, toWav } from './sounds/wav.ts'

/*
 * Makes the sounds in dialplan/sounds: `node scripts/sounds.ts`, with espeak-ng on PATH (Debian: apt install espeak-ng).
 * The results are committed, so nobody needs this to run the hotline. A city that has its own announcer replaces the
 * files by recordings of the same names: WAV, 8000 Hz, mono, 16 bit; recording-notice not longer than 6 s.
 */

const SOUNDS = join(import.meta.dirname, '..', 'dialplan', 'sounds')

for (const [language, voice] of [
  ['zh', 'cmn'],
  ['en', 'en-gb'],
] as const) {
  mkdirSync(join(SOUNDS, language), { recursive: true })
  for (const [name, texts] of Object.entries(SPOKEN)) {
    const text = texts[language]
    if (text) write(join(language, name), speak(voice, text))
  }
  write(join(language, 'beep'), beep())
}
mkdirSync(join(SOUNDS, 'moh'), { recursive: true })
write(join('moh', 'quiet'), quietMusic())

function speak(voice: string, text: string): Float64Array {
  const made = execFileSync('espeak-ng', ['-v', voice, '-s', voice === 'cmn' ? '290' : '165', '--stdout', text], {
    maxBuffer: 1 << 26,
  })
  const { samples, rate } = parseWav(made)
  return levelled(resample(samples, rate), 0.5)
}

function write(name: string, samples: Float64Array): void {
  writeFileSync(join(SOUNDS, `${name}.wav`), toWav(samples))
  console.log(`${name}.wav ${(samples.length / RATE).toFixed(1)} s`)
}
