/** What is chosen on this computer: it depends on what stands here, not on who sits here. */
export interface PhoneChoices {
  /** Whether this page is the agent's phone, or a desk phone beside it. */
  readonly phone: 'browser' | 'desk'
  /** Device ids as the browser gives them; null: the system's own choice. */
  readonly microphone: string | null
  readonly loudspeaker: string | null
  /** 0 to 1. */
  readonly volume: number
}

const storageKey = 'yihao.phone'
const usual: PhoneChoices = { phone: 'browser', microphone: null, loudspeaker: null, volume: 1 }

const textOr = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Reads what was stored; whatever is not sound is as usual. */
export const parseChoices = (text: string | null): PhoneChoices => {
  try {
    const stored: unknown = JSON.parse(text ?? 'null')
    if (typeof stored !== 'object' || stored === null) return usual
    const { phone, microphone, loudspeaker, volume } = stored as Record<string, unknown>
    return {
      phone: phone === 'desk' ? 'desk' : 'browser',
      microphone: textOr(microphone),
      loudspeaker: textOr(loudspeaker),
      volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 1,
    }
  } catch {
    return usual
  }
}

/** What is stored on this computer. */
export const storedChoices = (): PhoneChoices => {
  try {
    return parseChoices(localStorage.getItem(storageKey))
  } catch {
    return usual
  }
}

/** Keeps the choices; a browser without storage forgets them, nothing else. */
export const storeChoices = (choices: PhoneChoices): void => {
  try {
    localStorage.setItem(storageKey, JSON.stringify(choices))
  } catch {
    // Nothing to be done.
  }
}
