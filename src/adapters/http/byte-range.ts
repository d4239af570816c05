/** A stretch of a file: `from` to before `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * The one stretch that a Range header asks of a file of `bytes`; null: all of it is to be sent (no header, more than one stretch, or
 * another unit); `none`: nothing of it is in the file.
 */
export const byteRange = (header: string | undefined, bytes: number): Stretch | null | 'none' => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return last === '0' || bytes === 0 ? 'none' : { from: Math.max(0, bytes - Number(last)), to: bytes }
  const from = Number(first)
  const to = last === '' ? bytes : Math.min(bytes, Number(last) + 1)
  return from < to ? { from, to } : from >= bytes ? 'none' : null
}
