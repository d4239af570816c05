import { Button } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { DeskChatView } from '../../../wire/views.ts'
import { ApiError } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { newRequestId } from '../case/case-fields.ts'
import { ChatMessages, clock } from './chat-messages.tsx'
import { type Chat, sayInChat, useChat } from './use-chat.ts'

const endings: Readonly<Record<NonNullable<Chat['endedBy']>, TextKey>> = {
  citizen: 'chat_ended_by_citizen',
  agent: 'chat_ended_by_agent',
  system: 'chat_ended_by_system',
}

const Input = ({ chatId }: { readonly chatId: string }) => {
  const { t, errorText } = useLanguage()
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const wish = useRef<string | null>(null)
  const send = async (): Promise<void> => {
    if (sending || text.trim() === '') return
    setSending(true)
    setFailure(null)
    wish.current ??= newRequestId()
    try {
      await sayInChat(chatId, text, wish.current)
      setText('')
      wish.current = null
    } catch (error) {
      setFailure(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    } finally {
      setSending(false)
    }
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  return (
    <div className="chat-input">
      <textarea
        aria-label={t('chat_message')}
        placeholder={t('chat_message_hint')}
        rows={3}
        // biome-ignore lint/a11y/noAutofocus: who has taken a chat writes next
        autoFocus
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          wish.current = null
        }}
        onKeyDown={onKey}
      />
      <Button type="primary" loading={sending} onClick={() => void send()}>
        {t('chat_send')}
      </Button>
      <p role="status">{failure}</p>
    </div>
  )
}

/** The conversation: what is known of the citizen, what was written, and the place to write. */
export const ChatPanel = ({ chat: at }: { readonly chat: DeskChatView }) => {
  const { t } = useLanguage()
  const { chat, lost } = useChat(at.chatId)
  const ended = chat?.state === 'ended' || at.state === 'ended'
  return (
    <section className="chat-panel" aria-label={t('chat_title')}>
      <h2>{t('chat_title')}</h2>
      <p className="chat-facts">
        {chat && <span>{t('chat_since', { time: clock(chat.openedAt) })}</span>}
        <span>{at.number === null ? t('chat_no_number') : t('chat_number', { number: at.number })}</span>
        {at.language === 'en' && <span>{t('chat_language')}</span>}
      </p>
      {at.state === 'offered' && <p className="chat-waits">{t('chat_waits')}</p>}
      <ChatMessages messages={chat?.messages ?? []} />
      <p role="status" className="chat-status">
        {lost ? t('chat_lost') : ended && chat?.endedBy ? t(endings[chat.endedBy]) : ''}
      </p>
      {at.state === 'open' && !ended && <Input chatId={at.chatId} />}
    </section>
  )
}
