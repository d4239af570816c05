import { useState } from 'react'
import type { DeskCallView, PopView } from '../../../wire/views.ts'
import { CallerPanel } from '../caller-panel.tsx'
import { DeskKnowledge } from '../knowledge/desk-knowledge.tsx'
import { keyedCases } from './case-keys.ts'
import { CasePanel, CasePlace } from './case-panel.tsx'
import { CaseReading } from './case-reading.tsx'
import { useCaseWork } from './use-case-work.ts'

/** While it rings: the caller at the left, the place of the form at the right. */
export const RingDesk = ({ pop }: { readonly pop: PopView }) => {
  const [reading, setReading] = useState<string | null>(null)
  return (
    <div className="call">
      <CallerPanel call={pop} work={null} onRead={setReading} />
      {reading === null ? <CasePlace /> : <CaseReading caseNo={reading} onBack={() => setReading(null)} />}
    </div>
  )
}

/** In the talk and its wrap-up the same places hold the same things, and the form is filled. */
export const CallDesk = ({ call, agentId }: { readonly call: DeskCallView; readonly agentId: string }) => {
  const work = useCaseWork(agentId, call.callId, call.number !== null)
  const [reading, setReading] = useState<string | null>(null)
  const open = call.history?.openMatters.slice(0, keyedCases).map(({ caseNo }) => caseNo) ?? []
  return (
    <div className="call">
      <CallerPanel call={call} work={work} onRead={setReading} />
      <CasePanel work={work} openCases={open} reading={reading} onRead={setReading} autoFocus={call.endedAt === null} />
      <DeskKnowledge work={work} />
    </div>
  )
}
