import { useEffect, useState } from 'react'
import { ApiError, api, codeOf, reached } from '../../api/api.ts'
import type { paths } from '../../api-types.ts'

export type Chat = paths['/api/chats/{id}/look']['post']['responses'][200]['content']['application/json']

/** How soon it is asked again after no answer came, in ms. */
const againMs = 1_500

const look = async (id: string, after: number, version: number): Promise<Chat> => {
  const { data, error } = await reached(
    api.POST('/api/chats/{id}/look', { params: { path: { id } }, body: { after, version } }),
  )
  if (!data) throw new ApiError(codeOf(error))
  return data
}

/** Says something in a chat; `requestId` names the wish, so that a second try says it once. Throws an ApiError. */
export const sayInChat = async (id: string, text: string, requestId: string): Promise<void> => {
  const { data, error } = await reached(
    api.POST('/api/chats/{id}/say', { params: { path: { id } }, body: { text, requestId } }),
  )
  if (!data) throw new ApiError(codeOf(error))
}

/** A chat as the server has it, followed until it ends. `lost`: it could not be asked just now. */
export const useChat = (chatId: string): { readonly chat: Chat | null; readonly lost: boolean } => {
  const [chat, setChat] = useState<Chat | null>(null)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    let gone = false
    let timer = 0
    let known: Chat | null = null
    const ask = async (): Promise<void> => {
      try {
        const next = await look(chatId, known?.messages.at(-1)?.n ?? 0, known?.version ?? 0)
        if (gone) return
        known = { ...next, messages: [...(known?.messages ?? []), ...next.messages] }
        setChat(known)
        setLost(false)
        if (next.state !== 'ended') void ask()
      } catch {
        if (gone) return
        setLost(true)
        timer = window.setTimeout(() => void ask(), againMs)
      }
    }
    void ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [chatId])
  return { chat, lost }
}
