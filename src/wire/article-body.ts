/** A part of an article's text: a paragraph, or a list. */
export type BodyBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }

const bullet = /^\s*[-•·]\s+(.*)$/
const numbered = /^\s*\d{1,2}[.、)）]\s*(.*)$/

/** The parts of a plain text: an empty line ends a paragraph; lines that begin with `- ` or `1. ` are a list. Nothing in it is markup. */
export const bodyBlocks = (body: string): readonly BodyBlock[] => {
  const blocks: BodyBlock[] = []
  let open = false
  for (const line of body.split('\n')) {
    const last = blocks.at(-1)
    const item = bullet.exec(line)?.[1] ?? numbered.exec(line)?.[1]
    if (line.trim() === '') open = false
    else if (item !== undefined) {
      const ordered = !bullet.test(line)
      if (open && last?.kind === 'list' && last.ordered === ordered)
        blocks[blocks.length - 1] = { ...last, items: [...last.items, item] }
      else blocks.push({ kind: 'list', ordered, items: [item] })
      open = true
    } else if (open && last?.kind === 'paragraph')
      blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${line}` }
    else {
      blocks.push({ kind: 'paragraph', text: line })
      open = true
    }
  }
  return blocks
}
