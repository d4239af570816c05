/** Longest answer that a case takes, as in the draft. */
const longest = 8_000

/**
 * The answer with an article's text put in at the caret, and where the caret stands then. The `basis` is the last line, once for each
 * article. What was written stays; null: it would be too long.
 */
export const insertArticle = (
  answer: string,
  caret: number,
  article: { readonly body: string; readonly basis: string },
): { readonly answer: string; readonly caret: number } | null => {
  const before = answer.slice(0, caret)
  const after = answer.slice(caret)
  const opening = before === '' || before.endsWith('\n') ? '' : '\n'
  const body = article.body.trim()
  const closing = after === '' || after.startsWith('\n') ? '' : '\n'
  const text = `${before}${opening}${body}${closing}${after}`
  const referred = text.split('\n').includes(article.basis)
  const whole = referred ? text : `${text.replace(/\n+$/, '')}\n${article.basis}`
  return whole.length > longest ? null : { answer: whole, caret: before.length + opening.length + body.length }
}

/** What is looked for first: what is marked, else the title, else the beginning of the text. */
export const firstQuery = (marked: string, title: string, text: string): string => {
  const [first = ''] = (marked.trim() || title.trim() || text.trim()).split('\n')
  return [...first].slice(0, 40).join('')
}
