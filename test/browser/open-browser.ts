import { findBrowser } from '../../scripts/phone/chromium.ts'

export { browserOptions, findBrowser, openBrowser } from '../../scripts/phone/chromium.ts'

/** Why there can be no test in a browser here, or false. */
export const noBrowser = findBrowser() === null && 'no Chromium on this machine'
