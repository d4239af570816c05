import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { Names } from '../../wire/views.ts'
import type { TextKey } from '../texts.ts'
import { errorOf } from './error-texts.ts'
import { type Language, textOf } from './language.ts'

const storageKey = 'yihao.language'

interface LanguageUse {
  readonly language: Language
  setLanguage(language: Language): void
  /** The text of a key. */
  t(key: TextKey, values?: Readonly<Record<string, string | number>>): string
  /** A name that comes in both languages. */
  name(names: Names): string
  /** The catalogue's sentence for an error code of the server. */
  errorText(code: string): string
}

const LanguageContext = createContext<LanguageUse | null>(null)

const stored = (): Language => {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** Gives the pages their language: Chinese until the reader chooses English, remembered on this computer. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(stored)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    try {
      localStorage.setItem(storageKey, language)
    } catch {
      // A browser without storage forgets the choice, nothing else.
    }
  }, [language])
  const value = useMemo(
    (): LanguageUse => ({
      language,
      setLanguage,
      t: (key, values) => textOf(language, key, values),
      name: names => names[language],
      errorText: code => errorOf(code)[language],
    }),
    [language],
  )
  return <LanguageContext value={value}>{children}</LanguageContext>
}

/** Texts and names in the reader's language. */
export const useLanguage = (): LanguageUse => {
  const value = use(LanguageContext)
  if (!value) throw new Error('useLanguage needs a LanguageProvider above it')
  return value
}
