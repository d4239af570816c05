/** What one household has of the network: an IPv4 address, or the 64 bits that are given out together in IPv6. */
export const homeOfAddress = (address: string): string => {
  const [plain = ''] = address.toLowerCase().split('%', 1)
  const [, v4] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? []
  if (v4 !== undefined) return v4
  if (!plain.includes(':')) return plain
  const [left = '', right = ''] = plain.split('::', 2)
  const before = left === '' ? [] : left.split(':')
  const after = right === '' ? [] : right.split(':')
  const zeros = plain.includes('::') ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : []
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map(group => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
