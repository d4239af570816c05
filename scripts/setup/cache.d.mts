/** Where fetched programs are kept. */
export function cacheFolder(env?: Record<string, string | undefined>): string
export function makeOnce(cache: string, fill: (folder: string) => Promise<string>): Promise<string>
