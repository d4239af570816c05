/** How long the answer to a message is kept for its retries, ms. */
const keptMs = 10 * 60_000

export interface OneAnswerParts {
  readonly now: () => number
  /** How long WeChat is kept waiting: it waits 5 s, of which the network has some. ms */
  readonly withinMs: number
}

interface Kept {
  readonly at: number
  readonly text: Promise<string | null>
  /** Its answer comes by the other way. */
  late: boolean
}

/**
 * Each message is worked on once and answered once: its retries get the same answer, or none where that comes by the other way.
 * The work must not reject.
 */
export interface OneAnswer {
  /** The answer and when its message came (UTC ms); null: nothing to say now. `later` brings one that comes too late. */
  to(
    id: string,
    work: () => Promise<string | null>,
    later: (text: string) => void,
  ): Promise<{ text: string; at: number } | null>
}

const tooLate = Symbol('too late')

export const createOneAnswer = ({ now, withinMs }: OneAnswerParts): OneAnswer => {
  const known = new Map<string, Kept>()
  const forget = () => {
    for (const [id, { at }] of known) {
      if (now() - at <= keptMs) return
      known.delete(id)
    }
  }
  const begin = (id: string, work: () => Promise<string | null>): Kept => {
    const kept = { at: now(), text: work(), late: false }
    known.set(id, kept)
    return kept
  }
  return {
    to: async (id, work, later) => {
      forget()
      const kept = known.get(id) ?? begin(id, work)
      if (kept.late) return null
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<typeof tooLate>(resolve => {
        timer = setTimeout(() => resolve(tooLate), withinMs)
      })
      const text = await Promise.race([kept.text, patience]).finally(() => clearTimeout(timer))
      if (text !== tooLate) return kept.late || text === null ? null : { text, at: kept.at }
      if (!kept.late) {
        kept.late = true
        void kept.text.then(said => said !== null && later(said))
      }
      return null
    },
  }
}
