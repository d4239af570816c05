import type { Page } from 'playwright-core'

/** Opens a case of the in-box at the desk of a unit. */
export const openUnitCase = async (page: Page, caseNo: string): Promise<void> => {
  await page.locator(`[data-case="${caseNo}"]`).click()
  await page.locator('.unit-steps').waitFor()
}

/**
 * Takes a step at the desk of a unit: presses its button, fills its form in, sends it, and confirms what is asked once more. `fill` left out:
 * the step has no form.
 */
export const takeAtUnit = async (page: Page, step: string, fill?: (page: Page) => Promise<unknown>): Promise<void> => {
  const changed = page.locator('.unit-changed button')
  if (await changed.isVisible()) await changed.click()
  await page.locator(`[data-step=${step}]`).click()
  if (fill) {
    await page.locator('.unit-form').waitFor()
    await fill(page)
    await page.locator('.unit-form [type=submit]').click()
    const confirmed = page.locator('.unit-confirm [type=submit]')
    await page.locator('.unit-confirm, .unit-done').first().waitFor()
    if (await confirmed.isVisible()) await confirmed.click()
  }
  await page.locator('.unit-done').waitFor()
}
