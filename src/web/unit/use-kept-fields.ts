import { useMemo, useState } from 'react'
import { useSession } from '../session/use-session.ts'
import { createKeptTexts, type Fields, type KeptTexts } from './kept-texts.ts'

/** A browser that lets nothing be kept, such as one whose storage is switched off. */
const noStorage: Storage = {
  length: 0,
  clear: () => {},
  getItem: () => null,
  key: () => null,
  removeItem: () => {},
  setItem: () => {},
}

const storageHere = (): Storage => {
  try {
    return localStorage
  } catch {
    return noStorage
  }
}

/** The unsent texts of whoever is signed in. */
export const useKeptTexts = (): KeptTexts => {
  const { data: session } = useSession()
  const reader = session?.name ?? ''
  return useMemo(() => createKeptTexts(reader, storageHere()), [reader])
}

/**
 * The fields of one step of one case: as they were left, or as they begin. Each change is kept until it is sent or cleared; as long as nothing was
 * typed they follow their beginning, so that nobody sends a draft that another one has changed meanwhile.
 */
export const useKeptFields = <F extends Fields>(caseNo: string, step: string, beginning: F) => {
  const kept = useKeptTexts()
  const [typed, setTyped] = useState(() => kept.read(caseNo, step))
  const fields: F = { ...beginning, ...typed }
  return {
    fields,
    isKept: typed !== null,
    change: (part: Partial<F>) => {
      const next = { ...fields, ...part }
      setTyped(next)
      kept.write(caseNo, step, next)
    },
    clear: () => {
      kept.drop(caseNo, step)
      setTyped(null)
    },
  }
}
