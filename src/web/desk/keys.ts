import { type DeskAction, type PauseChoice, pauseChoices } from './actions.ts'

/** What matters of a key press. */
export interface KeyPress {
  readonly key: string
  readonly shift: boolean
  /** Ctrl, Alt or Meta is held: the press belongs to browser or system. */
  readonly modified: boolean
  /** The key is held down. */
  readonly repeat: boolean
  /** The focus is where text is typed. */
  readonly inText: boolean
  /** An input method is putting a character together. */
  readonly composing: boolean
}

const ours = (press: KeyPress): boolean => !press.modified && !press.repeat && !press.composing

/** Keys that write nothing act also while the agent writes. */
const writes = (key: string): boolean => !/^F\d+$/.test(key)

/** The action this key press asks for; null: none. */
export const actionOfKey = (actions: readonly DeskAction[], press: KeyPress): DeskAction | null =>
  (ours(press) &&
    !(press.inText && writes(press.key)) &&
    actions.find(({ key, shift }) => key === press.key && shift === press.shift)) ||
  null

/** While a reason is asked for: the reason of a digit key, `back` for Escape, null for any other key. */
export const pauseOfKey = (press: KeyPress): PauseChoice | 'back' | null => {
  if (!ours(press) || press.inText) return null
  if (press.key === 'Escape') return 'back'
  return /^[1-9]$/.test(press.key) ? (pauseChoices[Number(press.key) - 1] ?? null) : null
}

/** A browser's key event as a press. */
export const pressOf = (event: KeyboardEvent): KeyPress => {
  const { target } = event
  const inText =
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button])'))
  return {
    key: event.key,
    shift: event.shiftKey,
    modified: event.ctrlKey || event.altKey || event.metaKey,
    repeat: event.repeat,
    inText,
    composing: event.isComposing,
  }
}
