import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { Names } from '../../wire/views.ts'
import { citizenCaseTexts as texts } from '../texts/citizen-cases.ts'

export type WordKey = keyof typeof texts
type Language = keyof Names

interface Words {
  readonly language: Language
  setLanguage(language: Language): void
  w(key: WordKey, values?: Readonly<Record<string, string | number>>): string
  name(names: Names): string
  /** A day, and a moment, as the reader writes them. */
  day(at: number): string
  moment(at: number): string
}

/** The same place as on the pages of those who work here (language/use-language.tsx); their texts are left out, since a phone need not fetch them. */
const storageKey = 'yihao.language'
const WordsContext = createContext<Words | null>(null)

const stored = (): Language => {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

/** Gives the citizen's page its language. */
export const WordsProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(stored)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = texts.request_title[language]
    try {
      localStorage.setItem(storageKey, language)
    } catch {
      // A browser without storage forgets the choice, nothing else.
    }
  }, [language])
  const value = useMemo((): Words => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      language,
      setLanguage,
      w: (key, values) => fill(texts[key][language], values),
      name: names => names[language],
      day: at => day.format(at),
      moment: at => moment.format(at),
    }
  }, [language])
  return <WordsContext value={value}>{children}</WordsContext>
}

export const useWords = (): Words => {
  const value = use(WordsContext)
  if (!value) throw new Error('useWords needs a WordsProvider above it')
  return value
}
