const mega = 1024 * 1024

/** A size as people read it: 340 kB, 2.1 MB. */
export const sizeText = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`
  return bytes < mega ? `${Math.round(bytes / 1024)} kB` : `${(bytes / mega).toFixed(1)} MB`
}
