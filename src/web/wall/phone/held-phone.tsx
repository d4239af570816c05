import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { DeskState } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { LiveProvider, useLive } from '../../live/use-live.tsx'
import { PhoneProvider, useCarryPhone, usePhone } from '../../phone/use-phone.tsx'
import { isSignedIn } from '../../session/use-session.ts'
import { rememberHad } from './phone-place.ts'
import { PhoneStrip } from './phone-strip.tsx'

/** What this tab is to do when it is loaded anew: take the phone again, or leave it to the page that has it now. */
const useRemembered = (): void => {
  const link = usePhone(state => state.link)
  useEffect(() => {
    if (link === 'registered') rememberHad(true)
    else if (link === 'elsewhere') rememberHad(false)
  }, [link])
}

/** A talk outlives a look at another page in this tab: the phone goes along, and is here again when the leader comes back. */
const useTalkGoesAlong = (talking: boolean): void => {
  const carryPhone = useCarryPhone()
  const queries = useQueryClient()
  const last = useRef({ talking, carryPhone })
  last.current = { talking, carryPhone }
  // before the phone above is stopped, which is done in an effect
  useLayoutEffect(
    () => () => {
      if (last.current.talking && isSignedIn(queries)) last.current.carryPhone()
      else rememberHad(false)
    },
    [queries],
  )
}

const Strip = ({ desk, onGiveBack }: { readonly desk: DeskState; onGiveBack(): void }) => {
  useRemembered()
  useTalkGoesAlong(desk.agent.state === 'talking')
  return <PhoneStrip desk={desk} onGiveBack={onGiveBack} />
}

const Held = ({ onGiveBack }: { onGiveBack(): void }) => {
  const { t } = useLanguage()
  const desk = useLive(state => state.desk)
  return desk ? (
    <Strip desk={desk} onGiveBack={onGiveBack} />
  ) : (
    <div className="wall-phone" data-here="false">
      {t('phone_starting')}
    </div>
  )
}

/**
 * The leader's phone on the wall. It is the phone of a desk without the desk: it has a desk's live connection, so the hotline knows that
 * he is there and the wall what happens on his phone.
 */
export const HeldPhone = ({ onGiveBack }: { onGiveBack(): void }) => (
  <LiveProvider view="desk">
    <PhoneProvider>
      <Held onGiveBack={onGiveBack} />
    </PhoneProvider>
  </LiveProvider>
)
