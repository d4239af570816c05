import { join } from 'node:path'
import { buildPages } from '../../scripts/setup/web.mjs'

const project = join(import.meta.dirname, '../..')

/** The folder of the pages as they are delivered: those of the set-up, made anew where a source changed since. */
export const builtPages = async (): Promise<string> => {
  await buildPages(project)
  return join(project, 'dist/web')
}
