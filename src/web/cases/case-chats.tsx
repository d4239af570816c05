import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { ApiError, api, codeOf, reached } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { CaseDetail } from './case-api.ts'

const ChatMessages = lazy(() => import('../desk/chat/chat-messages.tsx').then(part => ({ default: part.ChatMessages })))

const fetchChat = async (caseNo: string, id: string) => {
  const { data, error } = await reached(api.GET('/api/cases/{caseNo}/chats/{id}', { params: { path: { caseNo, id } } }))
  if (!data) throw new ApiError(codeOf(error))
  return data
}

const CaseChat = ({ caseNo, id }: { readonly caseNo: string; readonly id: string }) => {
  const { t, errorText } = useLanguage()
  const [shown, setShown] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['chat', caseNo, id],
    queryFn: () => fetchChat(caseNo, id),
    enabled: shown,
    retry: false,
  })
  return (
    <>
      <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t('case_chat_record')}
      </Button>
      <p role="status">{error && errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>
      {shown && data && (
        <Suspense fallback={null}>
          <ChatMessages messages={data.messages} />
        </Suspense>
      )}
    </>
  )
}

/** What was written in the chats that a case came from, or that followed it up. */
export const CaseChats = ({ caseNo, calls }: { readonly caseNo: string; readonly calls: CaseDetail['calls'] }) => (
  <>
    {calls.map(({ callId }) =>
      callId?.startsWith('chat-') ? <CaseChat key={callId} caseNo={caseNo} id={callId} /> : null,
    )}
  </>
)
