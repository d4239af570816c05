import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AsteriskProgram } from './asterisk.mjs'
import { cacheFolder } from './cache.mjs'

/** A program as the set-up found or fetched it: spawn `command` with `env` over the process's own. */
export interface Tool {
  command: string[]
  env: Record<string, string>
}

/** The set-up could not have it; the sentence says what to install by hand. */
export interface Missing {
  missing: string
}

export interface Tools {
  /** null: YIHAO_ASTERISK names one that runs elsewhere */
  asterisk: AsteriskProgram | Missing | null
  sipp: Tool | Missing
  tcpdump: Tool | Missing
  /** folder with postgres, initdb and pg_ctl; PostgreSQL refuses to run as root */
  postgres: { bin: string; version: number | null; env: Record<string, string> } | Missing
  /** OpenSSH's server, for its SFTP */
  sshd: Tool | Missing
  chromium: Tool | Missing
  /** what makes Chromium find glyphs for Chinese */
  fonts: { env: Record<string, string> } | Missing
}

/** What `node scripts/setup.mjs test` found. Throws when it has not run. */
export function readTools(): Tools {
  const path = join(cacheFolder(), 'tools.json')
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Tools
  } catch {
    throw new Error('The set-up for tests has not run: node scripts/setup.mjs test')
  }
}

/** The tool, or an error with the set-up's own sentence, so that a test that lacks its tool says what to install. */
export function need<T extends object>(tool: T | Missing): T {
  if ('missing' in tool) throw new Error(tool.missing)
  return tool
}
