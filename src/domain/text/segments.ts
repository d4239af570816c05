import { foldWords } from './fold.ts'

/**
 * Names how texts are cut for an index. An index that was made under another name is old and must be made anew. No dictionary has part
 * in it: one that comes with the runtime would cut the same text otherwise after an upgrade, and what was filed would not be found.
 */
export const segmentsVersion = 'bigrams-1'

/** Longer words are cut off, in characters: nobody types them, and a word of 100 kB must not become a key. */
const longestWord = 40

/** Most segments that one query asks for; the others are left out. */
const mostSought = 24

/** Runs of Han characters, else runs of other letters and digits; what is neither parts them. */
const runs = /(\p{Script=Han}+)|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv

/**
 * What a text is filed under, each once, in order: of a run of Han characters each character and each pair of neighbours, of other
 * letters and digits the whole word. Folded by `foldWords`. Nothing else is in it: no spaces, quotes, operators or control characters.
 */
export const segments = (text: string): string[] => {
  const found = new Set<string>()
  for (const [run, han] of foldWords(text).matchAll(runs)) {
    if (han === undefined) found.add(cut(run))
    else fileRun(run, found)
  }
  return [...found]
}

const fileRun = (run: string, found: Set<string>): void => {
  let before = ''
  for (const character of run) {
    found.add(character)
    if (before !== '') found.add(`${before}${character}`)
    before = character
  }
}

/**
 * The segments that a text must have, all of them, to be found by a query. A run of Han characters is first cut into words, so that
 * what stands between two words, or their order, makes no difference; particles count only where nothing else is asked for.
 */
export const soughtSegments = (query: string): string[] => {
  const words = cutWords(query)
  const telling = words.filter(({ word }) => !isParticle(word))
  return [...new Set((telling.length > 0 ? telling : words).flatMap(soughtOf))].slice(0, mostSought)
}

/**
 * The words of a text in order, folded: within runs of Han characters by the runtime's dictionary. Neighbours that it knows only one by
 * one are one word, since most of them are one that it does not know.
 */
export const wordsOf = (text: string): string[] => cutWords(text).map(({ word }) => word)

/** Whether a word says nothing of the matter. */
export const isParticle = (word: string): boolean => particles.has(word)

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' })
const particles = new Set([
  ...'的了在是我你他她它们把被给和与及或也都就又还很个这那有到从向对为以于等着过吗呢吧啊呀请要想',
])

/** A word, and whether the dictionary has it, as against neighbours it knows only one by one. */
interface Word {
  readonly word: string
  readonly known: boolean
}

const cutWords = (text: string): Word[] =>
  [...foldWords(text).matchAll(runs)].flatMap(([run, han]) =>
    han === undefined ? [{ word: cut(run), known: false }] : cutRun(run),
  )

const cutRun = (run: string): Word[] => {
  const words: Word[] = []
  let single = ''
  const endSingle = () => {
    if (single !== '') words.push({ word: single, known: false })
    single = ''
  }
  for (const { segment } of dictionary.segment(run)) {
    if (characters(segment).length === 1 && !isParticle(segment)) single += segment
    else {
      endSingle()
      words.push({ word: segment, known: true })
    }
  }
  endSingle()
  return words
}

/** Two characters that the dictionary does not join are most often a word; of three and more nobody knows where one ends. */
const soughtOf = ({ word, known }: Word): string[] => {
  if (!/^\p{Script=Han}/u.test(word)) return [word]
  const each = characters(word)
  return each.length === 1 || (each.length > 2 && !known) ? each : pairs(word)
}

/** By code points: a character outside the BMP stays whole. */
const characters = (run: string): string[] => [...run]
const pairs = (run: string): string[] => {
  const each = characters(run)
  return each.slice(1).map((character, before) => `${each[before]}${character}`)
}
const cut = (word: string): string => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join(''))
