import { useEffect } from 'react'
import type { DeskState } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { LiveProvider, useLive } from '../../live/use-live.tsx'
import { PhoneProvider, usePhone } from '../../phone/use-phone.tsx'
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

const Strip = ({ desk, onGiveBack }: { readonly desk: DeskState; onGiveBack(): void }) => {
  useRemembered()
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
