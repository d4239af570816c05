import './watermark.css'
import { type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react'
import { useSession } from '../session/use-session.ts'
import { formatClock, formatDay } from '../time/format.ts'

const lookEveryMs = 15_000

interface Props {
  readonly children: ReactNode
  /** Told before this is printed. */
  readonly onPrint?: () => void
}

/**
 * What lies under it bears the reader's name and the minute, on the screen, in a photo of it and in print. It is drawn and not a background, since
 * browsers leave backgrounds out of prints; it takes no click and no selection, and screen readers do not hear it.
 */
export const Watermark = ({ children, onPrint }: Props) => {
  const session = useSession().data
  const id = useId()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), lookEveryMs)
    return () => clearInterval(timer)
  }, [])
  const printing = useEffectEvent(() => {
    setNow(Date.now())
    onPrint?.()
  })
  useEffect(() => {
    const before = () => printing()
    addEventListener('beforeprint', before)
    return () => removeEventListener('beforeprint', before)
  }, [])
  const mark = `${session?.displayName ?? ''} ${session?.name ?? ''} ${formatDay(now)} ${formatClock(now).slice(0, 5)}`
  return (
    <div className="watermark">
      {children}
      <svg className="watermark-sheet" aria-hidden="true" data-mark={mark}>
        <defs>
          <pattern id={id} width="270" height="96" patternUnits="userSpaceOnUse" patternTransform="rotate(-20)">
            <text x="0" y="20">
              {mark}
            </text>
            <text x="-135" y="68">
              {mark}
            </text>
            <text x="135" y="68">
              {mark}
            </text>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${CSS.escape(id)})`} />
      </svg>
    </div>
  )
}
