import './chat.css'
import { useEffect, useRef } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import { chatTexts } from '../../texts/chat.ts'
import { addTexts, type TextKey } from '../../texts.ts'
import type { Chat } from './use-chat.ts'

addTexts(chatTexts)

type Message = Chat['messages'][number]

const speakers: Readonly<Record<Message['from'], TextKey>> = {
  citizen: 'chat_from_citizen',
  agent: 'chat_from_agent',
  house: 'chat_from_house',
}
/** Hour and minute of an instant (UTC ms). */
export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })

/** What was written, the newest at the bottom and in sight. */
export const ChatMessages = ({ messages }: { readonly messages: readonly Message[] }) => {
  const { t } = useLanguage()
  const end = useRef<HTMLDivElement>(null)
  const last = messages.at(-1)?.n
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message is brought into sight
  useEffect(() => {
    end.current?.scrollIntoView?.({ block: 'nearest' })
  }, [last])
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
