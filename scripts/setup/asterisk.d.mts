/** An Asterisk program that runs here. */
export interface AsteriskProgram {
  /** argv prefix: the program, or a loader with the program as its last word */
  command: string[]
  /** "22.10.1" */
  version: string
  /** folder of its modules and of its data; null where its own built-in folders are right */
  modules: string | null
  data: string | null
}
export const OLDEST_ASTERISK: number
/** Finds the program, or fetches it unless `fetch` is false. Throws an Error with code asterisk_missing or asterisk_too_old. */
export function provideAsterisk(options: {
  cache: string
  setting?: string | undefined
  fetch?: boolean
}): Promise<AsteriskProgram | null>
export function rootCommand(root: string, program: string): string[]
export function onPath(name: string, more?: string[]): string | null
