import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { builtPages } from './built-pages.ts'
import { noBrowser } from './open-browser.ts'

const folder = 'screenshots'

describe('pictures of all pages', { skip: noBrowser }, () => {
  let pages = ''
  before(async () => {
    pages = await builtPages()
  })

  it(`lie in ${folder}/ to be looked at, Chinese, light, for a screen of 1366 by 768; no page scrolls or fails`, async () => {
    rmSync(folder, { recursive: true, force: true })
    const script = join(import.meta.dirname, 'screenshots.ts')
    const camera = spawn(process.execPath, [script, folder, '1366-zh-light', pages], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    camera.stderr.on('data', (text: Buffer) => {
      said += text
    })
    const [code] = await once(camera, 'exit')
    assert.equal(code, 0, said)
    const pictures = readdirSync(folder)
    for (const page of [
      'sign-in',
      'desk-ready',
      'desk-ring',
      'desk-talk',
      'desk-consult',
      'desk-chooser',
      'cases',
      'wall',
      'screen',
      'large-desk-talk',
      'larger-wall',
    ])
      assert.ok(pictures.includes(`1366-zh-light-${page}.png`), page)
  })
})
