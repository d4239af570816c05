import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const sheet = readFileSync(join(import.meta.dirname, '../../../src/web/style/base.css'), 'utf8')
const colours = (css: string): ReadonlyMap<string, string> =>
  new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
const [light = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)')

/** Relative luminance as WCAG 2 defines it. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(start => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const pairs: readonly (readonly [string, string])[] = [
  ...['ink', 'muted', 'accent', 'warn', 'alarm', 'good'].flatMap(text => [
    [text, 'surface'] as const,
    [text, 'ground'] as const,
  ]),
  ['ink', 'raised'],
  ['muted', 'raised'],
  ['warn', 'warn-ground'],
  ['alarm', 'alarm-ground'],
  ['muted', 'alarm-ground'],
  ...['offline', 'ready', 'reserved', 'talking', 'wrap_up', 'paused', 'alarm'].map(
    state => ['white', `state-${state}`] as const,
  ),
]

describe('the colours of the pages', () => {
  for (const [scheme, css] of [
    ['light', light],
    ['dark', dark],
  ] as const)
    it(`have the contrast that WCAG AA asks of text, ${scheme}`, () => {
      const named = new Map([...colours(css), ['white', '#ffffff']])
      const low = pairs.flatMap(([text, ground]) => {
        const ratio = contrast(named.get(text) ?? '#000000', named.get(ground) ?? '#000000')
        return ratio < 4.5 ? [`${text} on ${ground}: ${ratio.toFixed(2)}`] : []
      })
      assert.deepEqual(low, [])
    })
})
