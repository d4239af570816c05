import { unzipSync, type Zippable, zipSync } from 'fflate'

/** What stands in the place of the moment at which a file was made: the first that a ZIP can say. */
const noMoment = new Date(1980, 0, 1)
const noMomentInWords = '1980-01-01T00:00:00Z'

const moment = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g

/**
 * An office document without the moment at which it was made, and its parts in one order: of the same report the same bytes, whenever and wherever it is written.
 */
export const sameBytes = (file: Uint8Array): Uint8Array => {
  const parts = unzipSync(file)
  const zipped: Zippable = {}
  for (const name of Object.keys(parts).sort()) {
    const bytes = parts[name] ?? new Uint8Array()
    const plain =
      name === 'docProps/core.xml'
        ? new TextEncoder().encode(new TextDecoder().decode(bytes).replace(moment, `$1${noMomentInWords}$2`))
        : bytes
    zipped[name] = [plain, { mtime: noMoment }]
  }
  return zipSync(zipped)
}
