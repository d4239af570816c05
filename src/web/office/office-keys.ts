/** What a key asks of the page, where no text is being typed. */
export type OfficeKey =
  | { readonly does: 'case'; readonly by: 1 | -1 }
  | { readonly does: 'queue'; readonly by: 1 | -1 }
  | { readonly does: 'search' | 'back' | 'first' }
  | { readonly does: 'step'; readonly letter: string }

export interface OfficePress {
  readonly key: string
  /** Ctrl, Alt or Meta is held: the press belongs to browser or system. */
  readonly modified: boolean
  readonly composing: boolean
  /** The focus is where text is typed or something is chosen with arrows. */
  readonly inText: boolean
  /** The focus is on a button or a link, which Enter presses. */
  readonly onButton: boolean
}

/** The meaning of a key press; null: none of the page's. `letters`: whether single letters act. */
export const officeKeyOf = (press: OfficePress, letters: boolean): OfficeKey | null => {
  if (press.modified || press.composing) return null
  if (press.key === 'Escape') return { does: 'back' }
  if (press.inText) return null
  switch (press.key) {
    case 'ArrowDown':
      return { does: 'case', by: 1 }
    case 'ArrowUp':
      return { does: 'case', by: -1 }
    case 'ArrowRight':
      return { does: 'queue', by: 1 }
    case 'ArrowLeft':
      return { does: 'queue', by: -1 }
    case 'Enter':
      return press.onButton ? null : { does: 'first' }
    default:
      if (!letters) return null
      if (press.key === '/') return { does: 'search' }
      return /^[a-z0]$/i.test(press.key) ? { does: 'step', letter: press.key.toUpperCase() } : null
  }
}

/** A browser's key event as a press. */
export const officePressOf = (event: KeyboardEvent): OfficePress => {
  const { target } = event
  const element = target instanceof HTMLElement ? target : null
  return {
    key: event.key,
    modified: event.ctrlKey || event.altKey || event.metaKey,
    composing: event.isComposing,
    inText: element?.isContentEditable === true || element?.matches('textarea, select, input') === true,
    onButton: element?.matches('button, a, summary') === true,
  }
}
