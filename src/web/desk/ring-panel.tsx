import type { PopView } from '../../wire/views.ts'
import { CallerPanel } from './caller-panel.tsx'
import { usePainted } from './use-painted.ts'
import { useRingSignal } from './use-ring-signal.ts'

interface Props {
  readonly pop: PopView
  readonly agentId: string
  readonly sound: boolean
}

/** The screen-pop: takes the stage while it rings, calls for attention, and reports when it is on the screen. */
export const RingPanel = ({ pop, agentId, sound }: Props) => {
  usePainted(pop.offerId)
  useRingSignal(sound)
  return <CallerPanel call={pop} agentId={agentId} />
}
