import type { DeskCallView, PopView } from '../../../wire/views.ts'
import { CallerPanel } from '../caller-panel.tsx'
import { keyedCases } from './case-keys.ts'
import { CasePanel, CasePlace } from './case-panel.tsx'
import { useCaseWork } from './use-case-work.ts'

/** While it rings: the caller at the left, the place of the form at the right. */
export const RingDesk = ({ pop }: { readonly pop: PopView }) => (
  <div className="call">
    <CallerPanel call={pop} work={null} />
    <CasePlace />
  </div>
)

/** In the talk and its wrap-up the same places hold the same things, and the form is filled. */
export const CallDesk = ({ call, agentId }: { readonly call: DeskCallView; readonly agentId: string }) => {
  const work = useCaseWork(agentId, call.callId, call.number !== null)
  const open = call.history?.openMatters.slice(0, keyedCases).map(({ caseNo }) => caseNo) ?? []
  return (
    <div className="call">
      <CallerPanel call={call} work={work} />
      <CasePanel work={work} openCases={open} autoFocus={call.endedAt === null} />
    </div>
  )
}
