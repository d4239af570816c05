import './desk.css'
import './desk-narrow.css'
import { useEffect } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { LiveProvider, useLive } from '../live/use-live.tsx'
import { PhoneProvider } from '../phone/use-phone.tsx'
import { Notice } from '../shared/notice.tsx'
import { useEndedLink } from '../shared/use-ended-link.ts'
import { DeskWindow } from './desk-window.tsx'

const Desk = () => {
  useEndedLink()
  const desk = useLive(state => state.desk)
  return desk ? <DeskWindow desk={desk} /> : <Notice text="link_connecting" />
}

/** The agent's window. */
export const DeskPage = () => {
  const { t } = useLanguage()
  useEffect(() => {
    document.title = `${t('product')} · ${t('desk_title')}`
  }, [t])
  return (
    <LiveProvider view="desk">
      <PhoneProvider>
        <Desk />
      </PhoneProvider>
    </LiveProvider>
  )
}
