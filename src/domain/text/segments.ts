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
    else for (const each of [...characters(run), ...pairs(run)]) found.add(each)
  }
  return [...found]
}

/**
 * The segments that a text must have, all of them, to be found by a query. A run of Han characters is first cut into words, so that
 * what stands between two words, or their order, makes no difference; particles count only where nothing else is asked for.
 */
export const soughtSegments = (query: string): string[] => {
  const words = wordsOf(query)
  const telling = words.filter(word => !particles.has(word))
  const wanted = (telling.length > 0 ? telling : words).flatMap(word => (isHan(word) ? inWord(word) : [word]))
  return [...new Set(wanted)].slice(0, mostSought)
}

/**
 * The words of a text in order, folded: within runs of Han characters by the runtime's dictionary. Neighbours that it knows only one by
 * one are one word, since most of them are one that it does not know.
 */
export const wordsOf = (text: string): string[] =>
  [...foldWords(text).matchAll(runs)].flatMap(([run, han]) => (han === undefined ? [cut(run)] : wordsOfRun(run)))

const wordsOfRun = (run: string): string[] => {
  const words: string[] = []
  let joins = false
  for (const { segment } of dictionary.segment(run)) {
    const single = characters(segment).length === 1 && !particles.has(segment)
    if (single && joins) words.push(`${words.pop()}${segment}`)
    else words.push(segment)
    joins = single
  }
  return words
}

/** Whether a word says nothing of the matter. */
export const isParticle = (word: string): boolean => particles.has(word)

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' })
const particles = new Set([
  ...'的了在是我你他她它们把被给和与及或也都就又还很个这那有到从向对为以于等着过吗呢吧啊呀请要想',
])

const isHan = (word: string): boolean => /^\p{Script=Han}/u.test(word)
const inWord = (word: string): string[] => {
  const there = pairs(word)
  return there.length > 0 ? there : characters(word)
}
/** By code points: a character outside the BMP stays whole. */
const characters = (run: string): string[] => [...run]
const pairs = (run: string): string[] => {
  const each = characters(run)
  return each.slice(1).map((character, before) => `${each[before]}${character}`)
}
const cut = (word: string): string => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join(''))
