import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { RATE, toWav } from '../sounds/wav.ts'
import { browserSurroundings, findBrowser, quietFlags } from './find-browser.ts'

export { findBrowser } from './find-browser.ts'

/** How Chromium is started: without a window and without talking to anybody but the pages. */
export const browserOptions = (executablePath: string): LaunchOptions => ({
  executablePath,
  env: browserSurroundings(executablePath),
  args: ['--no-sandbox', ...quietFlags],
})

/** Starts Chromium; `close` it. */
export const openBrowser = (executablePath: string): Promise<Browser> => chromium.launch(browserOptions(executablePath))

/** Flags for a microphone that plays this file. */
const microphoneFlags = (sound: string): string[] => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${sound}`,
]

/** Surroundings in which the browser finds no sound device, whatever this machine has. */
const withoutSound = { ALSA_CONFIG_PATH: '/dev/null', PULSE_SERVER: 'unix:/dev/null' }

/** Flags for calls on a machine that has nothing but loopback. */
const mediaFlags = ['--autoplay-policy=no-user-gesture-required', '--mute-audio', '--allow-loopback-in-peer-connection']

/** A program that starts the browser with less right to the processor: where it is measured, it stands for another computer. */
const politely = (folder: string, executable: string): string => {
  const path = join(folder, 'chromium')
  writeFileSync(path, `#!/bin/sh\nexec nice -n 10 '${executable}' "$@"\n`, { mode: 0o755 })
  return path
}

/**
 * Starts a Chromium whose microphone hears one tone, which pages get or (`allowed` false) are refused; `microphone` false: it has none.
 * `aside`: what else runs here goes first. `close` it.
 */
export const openTalkingBrowser = async (
  hertz: number,
  {
    allowed = true,
    aside = false,
    microphone = true,
  }: { readonly allowed?: boolean; readonly aside?: boolean; readonly microphone?: boolean } = {},
): Promise<{ readonly browser: Browser; close(): Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-microphone-'))
  const sound = join(folder, 'tone.wav')
  const wave = Float64Array.from({ length: RATE * 2 }, (_, n) => 0.3 * Math.sin((2 * Math.PI * hertz * n) / RATE))
  writeFileSync(sound, toWav(wave))
  const options = browserOptions(findBrowser() ?? '')
  const answer = allowed ? '--use-fake-ui-for-media-stream' : '--use-fake-ui-for-media-stream=deny'
  const executable = options.executablePath ?? ''
  const browser = await chromium.launch({
    ...options,
    executablePath: aside ? politely(folder, executable) : executable,
    args: [...(options.args ?? []), ...(microphone ? microphoneFlags(sound) : []), ...mediaFlags, answer],
    env: { ...process.env, ...options.env, ...(!microphone && withoutSound) },
  })
  return {
    browser,
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
