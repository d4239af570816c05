import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openOpusFile } from '../../src/adapters/files/recordings/opus-file.ts'
import { byteRange } from '../../src/adapters/http/byte-range.ts'
import { heightOf, toneOf } from '../adapters/files/ogg-pages.ts'
import { until } from '../helpers/until.ts'
import { findBrowser, openBrowser } from './open-browser.ts'

const executable = findBrowser()

/** A second of silence, then tones; 30 s and 19 samples in all. */
const samples = 240_019
const audio = Buffer.concat([Buffer.alloc(8_000, 0xff), toneOf(152_000, 440), toneOf(samples - 160_000, 1_000)])

describe('a recording that is kept as Opus, in a real browser', {
  skip: executable === null && 'no Chromium on this machine',
}, () => {
  let browser: Browser
  let page: Page
  let file: Buffer
  const server = createServer((request, response) => {
    if (request.url !== '/audio') return response.writeHead(200, { 'content-type': 'text/html' }).end('<audio>')
    const range = byteRange(request.headers.range, file.length)
    const { from, to } = range === null || range === 'none' ? { from: 0, to: file.length } : range
    response
      .writeHead(206, {
        'content-type': 'audio/ogg',
        'accept-ranges': 'bytes',
        'content-range': `bytes ${from}-${to - 1}/${file.length}`,
      })
      .end(file.subarray(from, to))
  })
  before(async () => {
    const made = await openOpusFile()
    file = Buffer.concat([made.add(audio), made.end()])
    made.free()
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    browser = await openBrowser(executable ?? '')
    page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })
  after(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  it('is as long as the call to the sample, silent where it was silent, and has its tones where they were', async () => {
    const found = await page.evaluate(async () => {
      const bytes = await (await fetch('/audio')).arrayBuffer()
      const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)
      const channel = sound.getChannelData(0)
      const second = (at: number) => [...channel.slice((at + 0.1) * 48_000, (at + 0.9) * 48_000)]
      return {
        length: sound.length,
        channels: sound.numberOfChannels,
        silent: second(0),
        low: second(10),
        high: second(25),
      }
    })
    assert.equal(found.channels, 1)
    assert.equal(found.length, samples * 6)
    assert.ok(found.silent.every(sample => Math.abs(sample) < 0.002))
    for (const [sound, hertz] of [
      [found.low, 440],
      [found.high, 1_000],
    ] as const) {
      const height = heightOf(sound, hertz, 48_000) * 32_768
      assert.ok(Math.abs(20 * Math.log10(height / 8_000)) < 1, `${hertz} Hz: ${height}`)
    }
  })

  it('is played by the player of the page, which knows its length and goes to any place of it', async () => {
    const state = () =>
      page.locator('audio').evaluate(element => {
        const player = element as HTMLAudioElement
        return {
          duration: player.duration,
          at: player.currentTime,
          seeking: player.seeking,
          error: player.error?.message,
        }
      })
    await page.locator('audio').evaluate(element => {
      const player = element as HTMLAudioElement
      player.muted = true
      player.src = '/audio'
      void player.play()
    })
    await until('it plays', async () => (await state()).at > 0)
    assert.ok(Math.abs((await state()).duration - samples / 8_000) < 0.01, `${(await state()).duration} s`)
    await page.locator('audio').evaluate(element => {
      ;(element as HTMLAudioElement).currentTime = 22
    })
    await until('it plays on from there', async () => {
      const { at, seeking } = await state()
      return at > 22.05 && !seeking
    })
    assert.equal((await state()).error, undefined)
  })
})
