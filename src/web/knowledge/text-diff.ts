/** A part of two texts: in both, only in the former, or only in the later. */
export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Beyond so many steps two texts have so little in common that nobody would read their differences. */
const mostSteps = 400

/** Shorter runs that two sentences share by chance do not make them one sentence that was changed. */
const leastAlike = 0.5

type Step = readonly [kind: DiffPart['kind'], token: string]

/**
 * The shortest way from one list to another (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986); null: longer than `mostSteps`.
 */
const shortestWay = (former: readonly string[], later: readonly string[]): readonly Step[] | null => {
  const most = Math.min(former.length + later.length, mostSteps)
  const trace: ReadonlyMap<number, number>[] = []
  const reached = new Map([[1, 0]])
  const at = (of: ReadonlyMap<number, number>, diagonal: number) => of.get(diagonal) ?? -1
  for (let steps = 0; steps <= most; steps += 1) {
    trace.push(new Map(reached))
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down = diagonal === -steps || (diagonal !== steps && at(reached, diagonal - 1) < at(reached, diagonal + 1))
      let x = down ? at(reached, diagonal + 1) : at(reached, diagonal - 1) + 1
      while (x < former.length && x - diagonal < later.length && former[x] === later[x - diagonal]) x += 1
      reached.set(diagonal, x)
      if (x >= former.length && x - diagonal >= later.length) return walkedBack(former, later, trace)
    }
  }
  return null
}

const walkedBack = (
  former: readonly string[],
  later: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Step[] => {
  const way: Step[] = []
  let [x, y] = [former.length, later.length]
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const reached = trace[steps] ?? new Map<number, number>()
    const at = (diagonal: number) => reached.get(diagonal) ?? -1
    const diagonal = x - y
    const down = diagonal === -steps || (diagonal !== steps && at(diagonal - 1) < at(diagonal + 1))
    const before = down ? diagonal + 1 : diagonal - 1
    const [fromX, fromY] = steps === 0 ? [0, 0] : [at(before), at(before) - before]
    while (x > fromX && y > fromY) {
      x -= 1
      y -= 1
      way.push(['same', former[x] ?? ''])
    }
    if (steps > 0) way.push(down ? ['new', later[fromY] ?? ''] : ['gone', former[fromX] ?? ''])
    x = fromX
    y = fromY
  }
  return way.reverse()
}

/** Sentences with what ends them, and single line ends. */
const sentencesOf = (text: string): readonly string[] =>
  text.match(/[^。！？；!?;\n]*[。！？；!?;]+|\n|[^。！？；!?;\n]+/g) ?? []

/** Words of Latin letters and digits, and every other character for itself. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{Script=Latin}\p{Nd}]+|./gsu) ?? []

const joined = (parts: readonly DiffPart[]): readonly DiffPart[] => {
  const whole: DiffPart[] = []
  for (const part of parts) {
    const last = whole.at(-1)
    if (part.text === '') continue
    if (last?.kind === part.kind) whole[whole.length - 1] = { kind: part.kind, text: last.text + part.text }
    else whole.push(part)
  }
  return whole
}

/** A run of sentences that took another's place: word by word where it is the same run changed, else one whole after the other. */
const replaced = (gone: string, added: string): readonly DiffPart[] => {
  const whole: readonly DiffPart[] = [
    { kind: 'gone', text: gone },
    { kind: 'new', text: added },
  ]
  if (gone === '' || added === '') return whole
  const way = shortestWay(wordsOf(gone), wordsOf(added))
  if (way === null) return whole
  const parts = joined(way.map(([kind, text]) => ({ kind, text })))
  const shared = parts.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0)
  return shared >= leastAlike * Math.min(gone.length, added.length) ? parts : whole
}

/**
 * What changed from one text to another: sentence by sentence, and word by word within sentences that were changed. All but the `new` parts together
 * are the former text, all but the `gone` ones the later.
 */
export const diffOf = (former: string, later: string): readonly DiffPart[] => {
  const way = shortestWay(sentencesOf(former), sentencesOf(later))
  if (way === null) return replaced(former, later)
  const parts: DiffPart[] = []
  let [gone, added] = ['', '']
  const settle = () => {
    parts.push(...replaced(gone, added))
    gone = ''
    added = ''
  }
  for (const [kind, text] of way) {
    if (kind === 'gone') gone += text
    else if (kind === 'new') added += text
    else {
      settle()
      parts.push({ kind, text })
    }
  }
  settle()
  return joined(parts)
}
