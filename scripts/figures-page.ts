import { writeFileSync } from 'node:fs'
import { definitionsPage } from './report/definitions-page.ts'

/* npm run figures-page: writes docs/figures.md out of the definitions. */

writeFileSync('docs/figures.md', definitionsPage())
