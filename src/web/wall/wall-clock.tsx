import { formatClock, formatDay } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

/** Date and time of the server's clock in the city's zone. */
export const WallClock = () => {
  const now = useNow()
  return (
    <span className="wall-clock">
      {formatDay(now)} <strong>{formatClock(now)}</strong>
    </span>
  )
}
