import { join } from 'node:path'
import { cacheFolder } from './setup/cache.mjs'

/**
 * How the server is started wherever it is started. Compiled code is kept between starts (without type stripping each of its threads is
 * 25 MB smaller); a small young generation keeps its memory and its pauses short; and the 19 MB that each sign-in takes for its password
 * go back to the system (glibc would keep them in an arena for each thread: 130 MB after a shift has signed in).
 */
export const serverCommand = (): {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
} => ({
  command: [process.execPath, '--max-semi-space-size=2', join(import.meta.dirname, '..', 'src', 'main.ts')],
  env: {
    NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: String(1 << 20),
  },
})
