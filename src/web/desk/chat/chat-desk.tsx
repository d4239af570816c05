import { useState } from 'react'
import type { DeskChatView } from '../../../wire/views.ts'
import { CasePanel, CasePlace } from '../case/case-panel.tsx'
import { CaseReading } from '../case/case-reading.tsx'
import { useCaseWork } from '../case/use-case-work.ts'
import { DeskKnowledge } from '../knowledge/desk-knowledge.tsx'
import { ChatPanel } from './chat-panel.tsx'

const ChatCase = ({ chat, agentId }: { readonly chat: DeskChatView; readonly agentId: string }) => {
  const work = useCaseWork(agentId, chat.chatId, chat.number !== null)
  const [reading, setReading] = useState<string | null>(null)
  if (reading !== null && work.view !== 'form') return <CaseReading caseNo={reading} onBack={() => setReading(null)} />
  return (
    <>
      <CasePanel work={work} openCases={[]} reading={reading} onRead={setReading} />
      <DeskKnowledge work={work} />
    </>
  )
}

/** The conversation at the left, the form of a case at the right: the same places as in a talk. */
export const ChatDesk = ({ chat: now, agentId }: { readonly chat: DeskChatView; readonly agentId: string }) => {
  // in wrap-up the line knows the citizen no more
  const [first] = useState(now)
  const chat = now.state === 'ended' ? { ...now, number: first.number, language: first.language } : now
  return (
    <div className="call">
      <ChatPanel chat={chat} />
      {chat.state === 'offered' ? <CasePlace /> : <ChatCase chat={chat} agentId={agentId} />}
    </div>
  )
}
