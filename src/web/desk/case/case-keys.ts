/** What a key asks of the form: register, take what is proposed, the nth open case of the caller, the search for another, or no case at all. */
export type CaseKey =
  | { readonly does: 'register' | 'search' | 'none' | 'take_class' | 'take_topic' | 'take_follow_up' }
  | { readonly does: 'open'; readonly nth: number }

/** What matters of a key press. Alt with a digit writes nothing, so that these keys act while the agent types. */
export interface CasePress {
  readonly key: string
  readonly code: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly meta: boolean
  readonly repeat: boolean
  readonly composing: boolean
}

/** Open cases that have a key. */
export const keyedCases = 5

/** The action of a key press; null: none of the form's. */
export const caseKeyOf = (press: CasePress): CaseKey | null => {
  if (press.repeat || press.composing || press.meta || press.shift) return null
  if (press.key === 'Enter') return press.ctrl && !press.alt ? { does: 'register' } : null
  if (!press.alt || press.ctrl) return null
  const digit = /^Digit(\d)$/.exec(press.code)?.[1]
  if (digit === '6') return { does: 'take_class' }
  if (digit === '7') return { does: 'take_topic' }
  if (digit === '8') return { does: 'take_follow_up' }
  if (digit === '9') return { does: 'search' }
  if (digit === '0') return { does: 'none' }
  const nth = Number(digit)
  return nth >= 1 && nth <= keyedCases ? { does: 'open', nth } : null
}

/** While a reason is asked for: the nth choice, `back` for Escape; null for any other key. */
export const choiceOf = (press: CasePress, choices: number): number | 'back' | null => {
  if (press.repeat || press.composing || press.meta || press.ctrl || press.alt) return null
  if (press.key === 'Escape') return 'back'
  const nth = /^[1-9]$/.test(press.key) ? Number(press.key) : 0
  return nth >= 1 && nth <= choices ? nth : null
}

/** A browser's key event as a press. */
export const casePressOf = (event: KeyboardEvent): CasePress => ({
  key: event.key,
  code: event.code,
  ctrl: event.ctrlKey,
  alt: event.altKey,
  shift: event.shiftKey,
  meta: event.metaKey,
  repeat: event.repeat,
  composing: event.isComposing,
})
