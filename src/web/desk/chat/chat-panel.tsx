import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { DeskChatView } from '../../../wire/views.ts'
import { ApiError } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'
import { newRequestId } from '../case/case-fields.ts'
import { type Chat, sayInChat, useChat } from './use-chat.ts'

type Message = Chat['messages'][number]

const speakers: Readonly<Record<Message['from'], TextKey>> = {
  citizen: 'chat_from_citizen',
  agent: 'chat_from_agent',
  house: 'chat_from_house',
}
const endings: Readonly<Record<NonNullable<Chat['endedBy']>, TextKey>> = {
  citizen: 'chat_ended_by_citizen',
  agent: 'chat_ended_by_agent',
  system: 'chat_ended_by_system',
}

const clock = (at: number): string => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })

/** What was written, the newest at the bottom and in sight. */
export const ChatMessages = ({ messages }: { readonly messages: readonly Message[] }) => {
  const { t } = useLanguage()
  const end = useRef<HTMLDivElement>(null)
  const last = messages.at(-1)?.n
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message is brought into sight
  useEffect(() => end.current?.scrollIntoView?.({ block: 'nearest' }), [last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div className="chat-messages" role="log" aria-label={t('chat_messages')} tabIndex={0}>
      {messages.map(({ n, at, from, text }) => (
        <div key={n} className="chat-message" data-from={from}>
          <span className="chat-who">
            {t(speakers[from])} <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
          </span>
          <p>{from === 'house' ? t('chat_idle_reminder') : text}</p>
        </div>
      ))}
      <div ref={end} />
    </div>
  )
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
