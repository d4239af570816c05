import { useEffect } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { beep } from '../shared/beep.ts'

/** While it is on the screen: the window's title flashes each second, and every other second it beeps. */
export const useRingSignal = (sound: boolean): void => {
  const { t } = useLanguage()
  const title = t('ring_window_title')
  useEffect(() => {
    const before = document.title
    let turn = 0
    const signal = (): void => {
      document.title = turn % 2 === 0 ? title : before
      if (sound && turn % 2 === 0) beep()
      turn += 1
    }
    signal()
    const timer = setInterval(signal, 1000)
    return () => {
      clearInterval(timer)
      document.title = before
    }
  }, [title, sound])
}
