import { existsSync } from 'node:fs'
import { readTools } from '../setup/tools.ts'

const onMachine = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** What the set-up found or fetched, with the libraries and fonts it needs; null where it has not run or found none. */
const fromSetUp = (): { readonly path: string; readonly env: Record<string, string> } | null => {
  try {
    const { chromium: tool, fonts } = readTools()
    const path = 'command' in tool ? tool.command[0] : undefined
    if (!('command' in tool) || path === undefined || !existsSync(path)) return null
    return { path, env: { ...tool.env, ...('env' in fonts && fonts.env) } }
  } catch {
    return null
  }
}

/** Where a Chromium is on this machine (YIHAO_CHROMIUM, else the set-up's, else a usual place), or null. */
export const findBrowser = (): string | null => {
  const candidates = [process.env.YIHAO_CHROMIUM, fromSetUp()?.path, ...onMachine]
  return candidates.find(path => path !== undefined && existsSync(path)) ?? null
}

/** The surroundings in which a browser runs: with what the set-up's own needs, where it is that one. */
export const browserSurroundings = (executablePath: string): Record<string, string> => {
  const found = fromSetUp()
  return { ...process.env, ...(found?.path === executablePath && found.env) } as Record<string, string>
}

/** Flags by which Chromium talks to nobody but the pages. */
export const quietFlags = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--metrics-recording-only',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
]
