/**
 * One text from two that grew out of `base`: what was typed here and what the server has. Whoever left the base as it was
 * yields to the other; where one holds the other whole, it stands; else both stay, the server's first, with `seam` between
 * them. So nothing that was written is ever lost, and the agent takes out what he does not want.
 */
export const mergeDrafts = (base: string, here: string, saved: string, seam: string): string => {
  if (here === base || here === saved) return saved
  if (saved === base) return here
  if (here.includes(saved)) return here
  return saved.includes(here) ? saved : `${saved}\n${seam}\n${here}`
}
