import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  beginWork,
  type Chat,
  type ChatKey,
  chatDoor,
  endChat,
  lookAtChat,
  newWish,
  openChat,
  Refusal,
  sayInChat,
} from './citizen-api.ts'
import { Field, Heading } from './field.tsx'
import { useWords, type WordKey } from './words.tsx'

/** The chat is kept for this tab only: who closes it gives his place up. */
const kept = 'write'
const storedKey = (): ChatKey | null => {
  try {
    const key: unknown = JSON.parse(sessionStorage.getItem(kept) ?? 'null')
    if (typeof key !== 'object' || key === null || !('chatId' in key) || !('secret' in key)) return null
    return typeof key.chatId === 'string' && typeof key.secret === 'string'
      ? { chatId: key.chatId, secret: key.secret }
      : null
  } catch {
    return null
  }
}
const keepKey = (key: ChatKey | null): void => {
  try {
    if (key) sessionStorage.setItem(kept, JSON.stringify(key))
    else sessionStorage.removeItem(kept)
  } catch {
    // a browser that keeps nothing has the chat for as long as the page is open
  }
}

const againMs = 2_000

const useChat = (key: ChatKey, onUnknown: () => void): { readonly chat: Chat | null; readonly lost: boolean } => {
  const [chat, setChat] = useState<Chat | null>(null)
  const [lost, setLost] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one chat is followed to its end
  useEffect(() => {
    let gone = false
    let timer = 0
    let known: Chat | null = null
    const ask = async (): Promise<void> => {
      try {
        const next = await lookAtChat(key, known?.messages.at(-1)?.n ?? 0, known?.version ?? 0)
        if (gone) return
        known = { ...next, messages: [...(known?.messages ?? []), ...next.messages] }
        setChat(known)
        setLost(false)
        if (next.state !== 'ended') void ask()
      } catch (error) {
        if (gone) return
        if (error instanceof Refusal && error.code === 'chat_unknown') return onUnknown()
        setLost(true)
        timer = window.setTimeout(() => void ask(), againMs)
      }
    }
    void ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [key.chatId])
  return { chat, lost }
}

const speakers: Readonly<Record<Chat['messages'][number]['from'], WordKey>> = {
  citizen: 'write_me',
  agent: 'write_agent',
  house: 'write_house',
}

const endOf = ({ cause }: Chat): WordKey => {
  if (cause === 'idle') return 'write_ended_idle'
  if (cause === 'max_wait') return 'write_ended_wait'
  return cause === 'silent' ? 'write_ended_silent' : 'write_ended'
}

const Room = ({ chatKey, onOver }: { readonly chatKey: ChatKey; readonly onOver: () => void }) => {
  const { w, name } = useWords()
  const { chat, lost } = useChat(chatKey, onOver)
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const wish = useRef<string | null>(null)
  const end = useRef<HTMLDivElement>(null)
  const last = chat?.messages.at(-1)?.n
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message is brought into sight
  useEffect(() => {
    end.current?.scrollIntoView?.({ block: 'nearest' })
  }, [last])

  const send = async (): Promise<void> => {
    if (sending || text.trim() === '') return
    setSending(true)
    setRefused(null)
    wish.current ??= newWish()
    try {
      await sayInChat(chatKey, text, wish.current)
      setText('')
      wish.current = null
    } catch (error) {
      setRefused(error instanceof Refusal && error.words ? name(error.words) : w('request_unreachable'))
    } finally {
      setSending(false)
    }
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send()
  }
  const isOver = chat?.state === 'ended'
  const ahead = chat?.ahead ?? null
  const where =
    chat === null
      ? w('write_beginning')
      : isOver
        ? w(endOf(chat))
        : chat.state === 'open'
          ? w('write_open')
          : ahead !== null && ahead > 0
            ? w('write_waiting', { count: ahead })
            : w('write_next')
  return (
    <>
      <p role="status" className="ask-lead">
        {lost ? w('write_lost') : where}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div className="write-messages" role="log" aria-label={w('write_messages')} tabIndex={0}>
        {chat?.messages.map(message => (
          <div key={message.n} className="write-message" data-from={message.from}>
            <span>{w(speakers[message.from])}</span>
            <p>{message.from === 'house' ? w('write_reminder') : message.text}</p>
          </div>
        ))}
        <div ref={end} />
      </div>
      {!isOver && (
        <form className="ask-form" onSubmit={submit}>
          <Field name="message" label={w('write_message')} hint={w('write_message_hint')} faults={[]}>
            {described => (
              <textarea
                {...described}
                rows={3}
                autoComplete="off"
                value={text}
                onKeyDown={onKey}
                onChange={({ target }) => {
                  setText(target.value)
                  wish.current = null
                }}
              />
            )}
          </Field>
          <div className="ask-buttons">
            <button type="submit" className="ask-main" aria-disabled={sending}>
              {w('write_send')}
            </button>
            <button
              type="button"
              onClick={() => void endChat(chatKey).catch(() => setRefused(w('request_unreachable')))}
            >
              {w(chat?.state === 'open' ? 'write_end' : 'write_give_up')}
            </button>
          </div>
          <p role="alert" className="ask-status">
            {refused}
          </p>
        </form>
      )}
      {isOver && (
        <div className="ask-buttons">
          <button type="button" className="ask-main" onClick={onOver}>
            {w('write_again')}
          </button>
          <a href="#submit">{w('write_leave_case')}</a>
        </div>
      )}
    </>
  )
}

const Begin = ({ onOpened }: { readonly onOpened: (key: ChatKey) => void }) => {
  const { w, name, language } = useWords()
  const [door, setDoor] = useState<'open' | 'closed' | 'full' | null>(null)
  const [phone, setPhone] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const wish = useRef(newWish())
  useEffect(() => {
    let gone = false
    chatDoor().then(
      is => !gone && setDoor(is),
      () => !gone && setRefused(w('request_unreachable')),
    )
    return () => {
      gone = true
    }
  }, [w])
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setRefused(null)
    try {
      onOpened(await openChat(wish.current, language, phone))
    } catch (error) {
      setRefused(error instanceof Refusal && error.words ? name(error.words) : w('request_unreachable'))
      setBusy(false)
    }
  }
  if (door === 'closed' || door === 'full')
    return (
      <>
        <p role="status">{w(door === 'full' ? 'write_full' : 'write_closed')}</p>
        <a href="#submit">{w('write_leave_case')}</a>
      </>
    )
  return (
    <form className="ask-form" onSubmit={event => void begin(event)} noValidate>
      <p className="ask-lead">{w('write_lead')}</p>
      <p className="ask-hint">{w('write_privacy')}</p>
      <Field name="phone" label={w('write_phone')} hint={w('write_phone_hint')} faults={[]}>
        {described => (
          <input
            {...described}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            value={phone}
            onChange={({ target }) => {
              setPhone(target.value)
              beginWork().catch(() => {})
            }}
          />
        )}
      </Field>
      <div className="ask-buttons">
        <button type="submit" className="ask-main" aria-disabled={busy || door === null}>
          {w('write_begin')}
        </button>
      </div>
      <p role="status" className="ask-status">
        {refused ?? (busy ? w('write_beginning') : '')}
      </p>
    </form>
  )
}

/** Writing with an agent: the beginning, the wait, the conversation, its end. */
export const WritePage = ({ focus }: { readonly focus: boolean }) => {
  const { w } = useWords()
  const [key, setKey] = useState(storedKey)
  const change = (next: ChatKey | null): void => {
    keepKey(next)
    setKey(next)
  }
  return (
    <section>
      <Heading text={w('write_title')} focus={focus} />
      {key ? <Room key={key.chatId} chatKey={key} onOver={() => change(null)} /> : <Begin onOpened={change} />}
    </section>
  )
}
