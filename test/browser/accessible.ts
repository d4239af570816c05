import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** WCAG 2.2 AA and all it builds on. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Fails where axe finds that what the page shows now breaks a rule of WCAG 2.2 AA, and says which rule, where and why. It is put into
 * the page beside its policy, which lets no foreign script in. `where` narrows the look to a part of the page.
 */
export const assertAccessible = async (page: Page, what: string, where = 'html'): Promise<void> => {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(
    async ([values, selector]) => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
      const found = await inPage.run(selector, { runOnly: { type: 'tag', values } })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n  ${failureSummary}`),
      )
    },
    [rules, where] as const,
  )
  assert.deepEqual(violations, [], what)
}

const allLooks = (['zh', 'en'] as const).flatMap(language =>
  (['light', 'dark'] as const).map(colorScheme => ({ language, colorScheme })),
)

/** How readers may see a page: each language and each scheme once, and with `YIHAO_TEST_LOOKS=all` each language in each scheme. */
export const looks =
  process.env.YIHAO_TEST_LOOKS === 'all'
    ? allLooks
    : allLooks.filter(({ language, colorScheme }) => (language === 'zh') === (colorScheme === 'light'))
