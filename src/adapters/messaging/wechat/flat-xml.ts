/** The fields right under `<xml>`, by name. Those that hold other elements are checked, and their text is not kept. */
export type FlatXml = ReadonlyMap<string, string>

const mostDepth = 8
const mostElements = 300
const mostLength = 256 * 1024

const named: ReadonlyMap<string | undefined, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const tag = /<(\/?)([A-Za-z_][\w.-]{0,63})\s*(\/?)>/y
const plain = /[^<]+/y
const cdataStart = '<![CDATA['
const cdataEnd = ']]>'
const declaration = /^<\?xml(?:\s+[a-z]+\s*=\s*(?:"[\w.-]*"|'[\w.-]*'))*\s*\?>/
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** Text between tags: the five entities that XML itself names, and no other, so that nothing grows and nothing is fetched. */
const decoded = (text: string): string | null => {
  let known = true
  const result = text.replace(/&(?:([a-z]+);)?/g, (_, name?: string) => {
    const sign = named.get(name)
    known &&= sign !== undefined
    return sign ?? ''
  })
  return known ? result : null
}

/**
 * Reads the XML that WeChat sends: elements and text or CDATA within `<xml>`. Everything else there is in XML is refused, so nothing
 * of it can be turned against us: document types, entities, processing instructions, comments, attributes, namespaces; also a field that
 * comes twice, of which two readers might take different ones. Null: refused. One pass, no recursion.
 */
export const parseFlatXml = (source: string): FlatXml | null => {
  if (source.length > mostLength || forbidden.test(source)) return null
  const fields = new Map<string, string>()
  const open: string[] = []
  let at = declaration.exec(source)?.[0].length ?? 0
  let elements = 0
  let done = false
  let field: string[] = []
  let isLeaf = true

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  const opens = (name: string): boolean => {
    elements += 1
    if (done || elements > mostElements || open.length >= mostDepth || (open.length === 0) !== (name === 'xml'))
      return false
    if (open.length === 1) {
      if (fields.has(name)) return false
      field = []
      isLeaf = true
    }
    if (open.length === 2) isLeaf = false
    open.push(name)
    return true
  }
  const closes = (name: string): boolean => {
    if (open.pop() !== name) return false
    if (open.length === 1) fields.set(name, isLeaf ? field.join('').trim() : '')
    if (open.length === 0) done = true
    return true
  }
  /** Text stands in a field, or it is white space between fields. */
  const says = (text: string): boolean => {
    if (open.length < 2) return text.trim() === ''
    if (open.length === 2) field.push(text)
    return true
  }

  while (at < source.length) {
    if (source.startsWith(cdataStart, at)) {
      const end = source.indexOf(cdataEnd, at)
      if (end < 0 || open.length < 2 || !says(source.slice(at + cdataStart.length, end))) return null
      at = end + cdataEnd.length
      continue
    }
    const found = take(tag)
    if (found) {
      const [, closing, name = '', empty] = found
      if (closing && empty) return null
      if (!(closing ? closes(name) : opens(name)) || (empty && !closes(name))) return null
      continue
    }
    const text = decoded(take(plain)?.[0] ?? '&')
    if (text === null || !says(text)) return null
  }
  return done ? fields : null
}
