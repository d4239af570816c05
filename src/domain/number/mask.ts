/**
 * A number with its middle hidden, for lists, wall boards, exports and logs (DOMAIN.md 4.2): `+8613812345678` → `138****5678`.
 * Short service numbers stay as they are; null stays null.
 */
export const maskNumber = (number: string | null): string | null => {
  if (number === null) return null
  const national = number.startsWith('+86') ? number.slice(3) : number
  if (national.length < 7) return national
  const head = Math.min(3, national.length - 6)
  return `${national.slice(0, head)}${'*'.repeat(national.length - head - 4)}${national.slice(-4)}`
}
