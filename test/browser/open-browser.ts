export { browserOptions, findBrowser, openBrowser } from '../../scripts/phone/chromium.ts'
