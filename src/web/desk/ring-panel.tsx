import type { PopView } from '../../wire/views.ts'
import { RingDesk } from './case/call-desk.tsx'
import { usePainted } from './use-painted.ts'
import { useRingSignal } from './use-ring-signal.ts'

interface Props {
  readonly pop: PopView
  readonly sound: boolean
}

/** The screen-pop: takes the stage while it rings, calls for attention, and reports when it is on the screen. */
export const RingPanel = ({ pop, sound }: Props) => {
  usePainted(pop.offerId)
  useRingSignal(sound)
  return <RingDesk pop={pop} />
}
