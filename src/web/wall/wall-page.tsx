import './wall.css'
import './wall-narrow.css'
import { useEffect } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { LiveProvider, useLive } from '../live/use-live.tsx'
import { Notice } from '../shared/notice.tsx'
import { useEndedLink } from '../shared/use-ended-link.ts'
import { keptPlaceTexts } from '../texts/kept-places.ts'
import { addTexts } from '../texts.ts'
import { Screen } from './screen/screen.tsx'
import { isScreen } from './screen/screen-path.ts'
import { WallBoard } from './wall-board.tsx'

addTexts(keptPlaceTexts)

const Wall = ({ screen }: { readonly screen: boolean }) => {
  useEndedLink()
  const wall = useLive(state => state.wall)
  if (!wall) return <Notice text="link_connecting" />
  if (screen) return <Screen wall={wall} />
  return (
    <div className="wall-frame">
      <WallBoard wall={wall} />
    </div>
  )
}

/** The shift leader's wall, or with `?screen=1` the screen of the hall, which names nobody. */
export const WallPage = () => {
  const { t } = useLanguage()
  const screen = isScreen(location.search)
  useEffect(() => {
    document.title = `${t('product')} · ${t(screen ? 'big_screen' : 'wall_title')}`
  }, [t, screen])
  return (
    <LiveProvider view={screen ? 'screen' : 'wall'}>
      <Wall screen={screen} />
    </LiveProvider>
  )
}
