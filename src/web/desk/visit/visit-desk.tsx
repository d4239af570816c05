import './visit.css'
import type { DeskTaskView } from '../../../wire/views.ts'
import { outcomeWords } from '../../texts/outcomes.ts'
import { visitTexts } from '../../texts/visit.ts'
import { addTexts } from '../../texts.ts'
import { useVisit } from './use-visit.ts'
import { VisitCase } from './visit-case.tsx'
import { VisitForm } from './visit-form.tsx'

addTexts(outcomeWords)
addTexts(visitTexts)

interface Props {
  readonly task: DeskTaskView
  /** Something that must be seen after the visit is gone from the desk. */
  onNotice(sentence: string): void
}

/** The case and what the citizen was told at the left; what to say and what he answers at the right. */
export const VisitDesk = ({ task, onNotice }: Props) => {
  const { visit, failure, again } = useVisit(task.callId)
  return (
    <div className="visit">
      <VisitCase task={task} visit={visit} failure={failure} onAgain={again} />
      <VisitForm task={task} visit={visit} onNotice={onNotice} />
    </div>
  )
}
