import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { printPdf } from '../../scripts/report/print-pdf.ts'
import { noBrowser } from '../browser/open-browser.ts'
import { givenFolder } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

describe('a report as PDF', () => {
  const settings = ['YIHAO_BROWSER', 'TMPDIR'] as const
  let before: readonly (string | undefined)[] = []
  beforeEach(() => {
    before = settings.map(name => process.env[name])
    delete process.env.YIHAO_BROWSER
  })
  afterEach(() => {
    for (const [index, name] of settings.entries()) {
      delete process.env[name]
      if (before[index] !== undefined) process.env[name] = before[index]
    }
  })

  const given = (t: Parameters<typeof givenFolder>[0]) => {
    const folder = givenFolder(t)
    const html = join(folder, 'report.html')
    writeFileSync(html, '<!doctype html><meta charset="utf-8"><style>@page { size: A4 }</style><p>年度报告</p>')
    return { folder, html, pdf: join(folder, 'report.pdf') }
  }

  /** Takes the place of a browser, and says its own pid and that of a helper of it. */
  const standIn = (folder: string, script: string): void => {
    const path = join(folder, 'browser')
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    process.env.YIHAO_BROWSER = path
  }

  test('given a browser, then it prints the page on A4, and no profile of it is left', { skip: noBrowser }, async t => {
    const { folder, html, pdf } = given(t)
    process.env.TMPDIR = join(folder, 'tmp')
    mkdirSync(process.env.TMPDIR)
    assert.deepEqual(await printPdf(html, pdf), { path: pdf })
    const bytes = readFileSync(pdf, 'latin1')
    assert.match(bytes, /^%PDF-/)
    // 210 by 297 mm in points
    assert.match(bytes, /\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/)
    assert.deepEqual(readdirSync(process.env.TMPDIR), [])
  })

  test('given a browser that is named and not there, then that is said, and an earlier PDF stays', async t => {
    const { html, pdf } = given(t)
    writeFileSync(pdf, 'earlier')
    process.env.YIHAO_BROWSER = '/nowhere/chromium'
    assert.deepEqual(await printPdf(html, pdf), {
      why: 'YIHAO_BROWSER：/nowhere/chromium 不存在 does not exist',
    })
    assert.equal(readFileSync(pdf, 'utf8'), 'earlier')
  })

  test('given a browser that never ends, then it and its helpers are ended at the deadline, and nothing half written is left', async t => {
    const { folder, html, pdf } = given(t)
    mkdirSync(join(folder, 'pids'))
    standIn(
      folder,
      `echo half > "${pdf}.part"; sleep 1000 & echo $! > "${folder}/pids/helper"; echo $$ > "${folder}/pids/browser"; wait`,
    )
    const printed = await printPdf(html, pdf, 5_000)
    assert.match('why' in printed ? printed.why : '', /not done within 5 s/)
    const runs = (name: string) => {
      // what has ended and was not asked for yet still has a pid
      const stat = `/proc/${readFileSync(join(folder, 'pids', name), 'utf8').trim()}/stat`
      return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'))
    }
    await until('the browser and its helper have ended', () => !runs('browser') && !runs('helper'))
    assert.deepEqual([existsSync(pdf), existsSync(`${pdf}.part`)], [false, false])
  })

  test('given a browser that fails, or writes nothing, then that is said', async t => {
    const { folder, html, pdf } = given(t)
    standIn(folder, 'exit 21')
    assert.deepEqual(await printPdf(html, pdf), { why: '浏览器以 21 结束 the browser ended with 21' })
    standIn(folder, 'exit 0')
    assert.deepEqual(await printPdf(html, pdf), { why: '浏览器没有写出文件 the browser wrote nothing' })
  })
})
