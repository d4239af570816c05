import { useState } from 'react'
import type { PhoneView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { savePhoneWishes } from './phone-api.ts'

const wishes = [
  ['wantsStandingLeg', 'phone_standing_leg'],
  ['autoAccept', 'phone_auto_accept'],
] as const

/** How the agent wishes to be called; what is shown is what the server has. */
export const PhoneWishes = ({ wishes: now }: { readonly wishes: PhoneView }) => {
  const { t, errorText } = useLanguage()
  const [failure, setFailure] = useState<string | null>(null)
  const { wantsStandingLeg, autoAccept } = now
  const wish = async (change: Partial<Record<(typeof wishes)[number][0], boolean>>): Promise<void> =>
    setFailure(await savePhoneWishes({ wantsStandingLeg, autoAccept, ...change }))
  return (
    <>
      {wishes.map(([name, text]) => (
        <label key={name} className="phone-check">
          <input type="checkbox" checked={now[name]} onChange={({ target }) => void wish({ [name]: target.checked })} />
          {t(text)}
        </label>
      ))}
      <p role="alert">{failure && errorText(failure)}</p>
    </>
  )
}
