import { spawnSync } from 'node:child_process'

/** A small disk in memory, mounted on a folder. */
export interface SmallDisk {
  unmount(): void
}

const size = '96m'

/** Mounts one; null where this user may not. */
export const mountSmallDisk = (folder: string): SmallDisk | null => {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', folder], {
    stdio: 'ignore',
  })
  if (mounted.status !== 0) return null
  return { unmount: () => void spawnSync('umount', [folder], { stdio: 'ignore' }) }
}

/** Unmounts what a killed run left mounted there, if anything. */
export const unmountLeftover = (folder: string): void => void spawnSync('umount', [folder], { stdio: 'ignore' })
