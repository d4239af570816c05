import { ApiError } from '../api/api.ts'
import { createLoudspeaker } from '../phone/loudspeaker.ts'
import { openMicrophone } from '../phone/microphone.ts'
import { openCitizenCall, sipUrl } from '../phone/phone-api.ts'
import type { MicrophoneTrouble } from '../phone/phone-state.ts'

/** What the page shows of its one call. `number`: what the hotline sees, made up. */
export type CitizenState =
  | { readonly kind: 'idle' | 'over' }
  | { readonly kind: 'calling' | 'talking'; readonly number: string | null }
  | { readonly kind: 'no_microphone'; readonly why: MicrophoneTrouble }
  | { readonly kind: 'refused'; readonly code: string }

/** A call that runs. */
export interface CitizenLine {
  hangUp(): void
}

/** Calls the hotline; what becomes of it is told to `show`. Never rejects. */
export const callHotline = async (show: (state: CitizenState) => void): Promise<CitizenLine | null> => {
  show({ kind: 'calling', number: null })
  const found = await openMicrophone(null)
  if ('trouble' in found) {
    show({ kind: 'no_microphone', why: found.trouble })
    return null
  }
  const { stream } = found
  const release = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  try {
    const [{ startSipPhone }, call] = await Promise.all([import('../phone/sip-phone.ts'), openCitizenCall()])
    const loudspeaker = createLoudspeaker(null, 1)
    const { number, target, path, ...account } = call
    let dialled = false
    let over = false
    const end = () => {
      if (over) return
      over = true
      phone.stop()
      release()
      show({ kind: 'over' })
    }
    show({ kind: 'calling', number })
    const phone = startSipPhone(
      { ...account, url: sipUrl(path), register: false },
      {
        registered: () => {
          if (!dialled) phone.call(target)
          dialled = true
        },
        lost: () => !dialled && end(),
        refused: end,
        leg: ({ state }) => state === 'up' && show({ kind: 'talking', number }),
        legEnded: end,
        test: () => {},
        sound: (connection, on) => (on ? loudspeaker.play(connection) : loudspeaker.silence(connection)),
        microphone: () => stream,
        autoAnswer: () => false,
      },
    )
    addEventListener('pagehide', end, { once: true })
    return { hangUp: () => phone.hangUp() }
  } catch (error) {
    release()
    show({ kind: 'refused', code: error instanceof ApiError ? error.code : 'unexpected' })
    return null
  }
}
