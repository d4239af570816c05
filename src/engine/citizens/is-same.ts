/** Whether two hashes are the same; takes as long wherever they differ, so that time tells nothing of a secret. */
export const isSame = (one: string, other: string): boolean => {
  let differs = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) differs |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return differs === 0
}
