import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { browserSurroundings, findBrowser, quietFlags } from '../phone/find-browser.ts'

/** A PDF that was written, or why there is none. */
export type Printed = { readonly path: string } | { readonly why: string }

/** Longer than this no browser takes to print a report; it is ended then. */
const usualDeadlineMs = 120_000

/** The browser that prints: YIHAO_BROWSER, else one that is found; a name that leads nowhere is not passed over. */
const chosenBrowser = (): { readonly program: string } | { readonly why: string } => {
  const named = process.env.YIHAO_BROWSER
  if (named) return existsSync(named) ? { program: named } : { why: `YIHAO_BROWSER：${named} 不存在 does not exist` }
  const program = findBrowser()
  return program === null
    ? { why: '本机没有 Chromium，可用 YIHAO_BROWSER 指定 no Chromium on this machine (YIHAO_BROWSER names one)' }
    : { program }
}

/** Runs a browser to its end or its deadline; afterwards nothing of it runs any more. Null: it ended as it should. */
const run = (program: string, args: readonly string[], deadlineMs: number): Promise<string | null> =>
  new Promise(done => {
    // a group of its own, so that its helpers go with it
    const browser = spawn(program, args, { env: browserSurroundings(program), stdio: 'ignore', detached: true })
    const end = () => {
      try {
        if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL')
      } catch {
        // it has ended already, and all of it
      }
    }
    const late = setTimeout(() => {
      end()
      done(`${deadlineMs / 1_000} 秒内未完成 not done within ${deadlineMs / 1_000} s`)
    }, deadlineMs)
    browser.once('error', error => {
      clearTimeout(late)
      done(error.message)
    })
    browser.once('exit', (code, signal) => {
      clearTimeout(late)
      end()
      done(code === 0 ? null : `浏览器以 ${code ?? signal} 结束 the browser ended with ${code ?? signal}`)
    })
  })

/**
 * Prints a page as PDF with a browser of this machine, without a window, a network or a profile that stays. The PDF carries the moment at which it was made, so that it is never the same bytes. An
 * earlier one stays where there is no new one.
 */
export const printPdf = async (html: string, path: string, deadlineMs = usualDeadlineMs): Promise<Printed> => {
  const browser = chosenBrowser()
  if ('why' in browser) return browser
  const profile = mkdtempSync(join(tmpdir(), 'yihao-print-'))
  const part = resolve(`${path}.part`)
  try {
    const why = await run(
      browser.program,
      [
        '--headless',
        // the only user of a container has no other way
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...quietFlags,
        `--user-data-dir=${profile}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${part}`,
        pathToFileURL(resolve(html)).href,
      ],
      deadlineMs,
    )
    if (why !== null) return { why }
    if (!existsSync(part) || statSync(part).size === 0) return { why: '浏览器没有写出文件 the browser wrote nothing' }
    renameSync(part, path)
    return { path }
  } finally {
    rmSync(part, { force: true })
    // what its helpers still write for a moment goes as well
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
