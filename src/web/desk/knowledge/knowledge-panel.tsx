import './knowledge-panel.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { ApiError } from '../../api/api.ts'
import {
  ArticleAge,
  ArticleBody,
  ArticleSource,
  articleStateTexts,
  moduleTexts,
  sourceOf,
} from '../../knowledge/article-text.tsx'
import { type Article, type FeedbackKind, newId, sayOfArticle, searchArticles } from '../../knowledge/knowledge-api.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { KeyCap } from '../../shared/key-cap.tsx'
import type { TextKey } from '../../texts.ts'
import { formatDay } from '../../time/format.ts'

const askAfterMs = 150

export const feedbackTexts: Readonly<Record<FeedbackKind, TextKey>> = {
  useful: 'feedback_useful',
  wrong: 'feedback_wrong',
  outdated: 'feedback_outdated',
}
const feedbackKeys: readonly (readonly [string, FeedbackKind])[] = [
  ['7', 'useful'],
  ['8', 'wrong'],
  ['9', 'outdated'],
]

interface Props {
  readonly first: string
  /** Puts an article into the answer; left out where there is none. Gives why it could not. */
  readonly onInsert?: ((article: Article) => string | null) | undefined
  /** What else the panel offers where nothing fits. */
  readonly offer?: React.ReactNode
  onClose(): void
}

/** The knowledge base over the right side of the desk, worked by keys alone. */
export const KnowledgePanel = ({ first, onInsert, offer, onClose }: Props) => {
  const { t, errorText } = useLanguage()
  const id = useId()
  const [typed, setTyped] = useState(first)
  const [asked, setAsked] = useState(first.trim())
  const [at, setAt] = useState(0)
  const [reading, setReading] = useState<Article | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), askAfterMs)
    return () => clearTimeout(timer)
  }, [typed])
  const {
    data: found = [],
    error,
    isSuccess,
  } = useQuery({
    queryKey: ['knowledge', asked],
    queryFn: () => searchArticles(asked),
    retry: false,
    placeholderData: before => before,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer has another best
  useEffect(() => setAt(0), [asked])
  useEffect(() => {
    if (reading === null) field.current?.querySelector('input')?.select()
  }, [reading])
  const chosen = found[Math.min(at, found.length - 1)]
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const insert = (article: Article): void => setFailure(onInsert?.(article) ?? null)
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const { key, ctrlKey } = event
    if (/^F\d+$/.test(key)) return
    // what is pressed here is meant for this panel and not for the form beneath
    event.stopPropagation()
    const inserts = key === 'Enter' && ctrlKey
    if (key === 'Escape') {
      event.preventDefault()
      if (reading === null) onClose()
      else setReading(null)
    } else if (inserts) {
      event.preventDefault()
      const article = reading ?? chosen
      if (article && onInsert) insert(article)
    } else if (reading === null && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, at + (key === 'ArrowDown' ? 1 : -1))))
    } else if (reading === null && key === 'Enter' && event.target instanceof HTMLInputElement && chosen) {
      event.preventDefault()
      setReading(chosen)
    }
  }

  return (
    <aside className="knowledge-panel" aria-label={t('knowledge')} onKeyDown={onKey}>
      <div className="note-head">
        <h2>{t('knowledge')}</h2>
        <Button size="small" type="text" onClick={() => (reading === null ? onClose() : setReading(null))}>
          {t('back')}
          <KeyCap name="Esc" />
        </Button>
      </div>
      {failure !== null && (
        <p className="knowledge-failure" role="alert">
          {failure}
        </p>
      )}
      {reading === null ? (
        <>
          <div ref={field}>
            <Input
              aria-label={t('knowledge_search')}
              placeholder={t('knowledge_hint')}
              value={typed}
              autoFocus
              autoComplete="off"
              maxLength={200}
              role="combobox"
              aria-expanded={found.length > 0}
              aria-controls={`${id}-list`}
              {...(chosen && { 'aria-activedescendant': `${id}-${at}` })}
              onChange={({ target }) => setTyped(target.value)}
            />
          </div>
          <p className="knowledge-count" role="status">
            {error && errorText(error instanceof ApiError ? error.code : 'unexpected')}
            {isSuccess && (found.length === 0 ? t('knowledge_none') : t('knowledge_found', { n: found.length }))}
          </p>
          <div className="knowledge-list" role="listbox" id={`${id}-list`} aria-label={t('knowledge')}>
            {found.map((article, n) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys (combobox)
              <div
                key={article.id}
                id={`${id}-${n}`}
                role="option"
                tabIndex={-1}
                aria-selected={article === chosen}
                className="knowledge-hit"
                data-state={article.state}
                onClick={() => setReading(article)}
              >
                <strong>{article.content.title}</strong>
                <span className="knowledge-excerpt">{article.content.body.replace(/\s+/g, ' ').slice(0, 90)}</span>
                <span className="knowledge-about">
                  <span className="knowledge-module">{t(moduleTexts[article.content.module])}</span>
                  <span className="knowledge-issuer">{sourceOf(article.content)}</span>
                  <ArticleAge article={article} now={Date.now()} />
                </span>
              </div>
            ))}
          </div>
          {offer}
          <p className="knowledge-keys">{t('knowledge_keys')}</p>
        </>
      ) : (
        <Reading article={reading} onInsert={onInsert && (() => insert(reading))} />
      )}
    </aside>
  )
}

interface ReadingProps {
  readonly article: Article
  readonly onInsert: (() => void) | undefined
}

/** One article, read to the citizen; what is wrong with it is said by one key. */
const Reading = ({ article, onInsert }: ReadingProps) => {
  const { t, errorText } = useLanguage()
  const text = useRef<HTMLElement>(null)
  const [said, setSaid] = useState<{ readonly id: string; readonly kind: FeedbackKind } | null>(null)
  const [note, setNote] = useState('')
  const [word, setWord] = useState('')
  useEffect(() => text.current?.focus(), [])
  const { content } = article
  const now = Date.now()

  const say = async (kind: FeedbackKind, about: string, again: string | null): Promise<void> => {
    const id = again ?? newId()
    try {
      await sayOfArticle(article.id, id, kind, about)
      setSaid({ id, kind })
      setWord(t('feedback_sent', { kind: t(feedbackTexts[kind]) }))
    } catch (error) {
      setWord(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
  }
  const onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, altKey, metaKey, repeat, target } = event
    if (ctrlKey || altKey || metaKey || repeat || target instanceof HTMLInputElement) return
    const kind = feedbackKeys.find(([digit]) => digit === key)?.[1]
    if (kind) void say(kind, '', null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons do the same as its keys
    <div className="knowledge-reading" onKeyDown={onKey}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is read by keys */}
      <article ref={text} tabIndex={0} className="knowledge-text">
        {article.state === 'expired' && <p className="knowledge-failure">{t('knowledge_expired_warning')}</p>}
        {content.validFrom !== null && content.validFrom > now && (
          <p className="knowledge-failure">{t('knowledge_not_yet', { day: formatDay(content.validFrom) })}</p>
        )}
        <h3>{content.title}</h3>
        <p className="knowledge-about">
          <span className="knowledge-module">{t(moduleTexts[content.module])}</span>
          {article.state !== 'published' && <span>{t(articleStateTexts[article.state])}</span>}
          <ArticleAge article={article} now={now} />
        </p>
        <ArticleBody body={content.body} />
        <ArticleSource content={content} />
      </article>
      <p className="knowledge-count" role="status">
        {word}
      </p>
      {said && said.kind !== 'useful' && (
        <Input
          value={note}
          aria-label={t('feedback_note')}
          placeholder={t('feedback_note')}
          maxLength={1_000}
          onChange={({ target }) => setNote(target.value)}
          onPressEnter={() => void say(said.kind, note, said.id)}
        />
      )}
      <div className="knowledge-foot">
        {feedbackKeys.map(([digit, kind]) => (
          <Button key={kind} size="small" disabled={said !== null} onClick={() => void say(kind, '', null)}>
            {t(feedbackTexts[kind])}
            <KeyCap name={digit} />
          </Button>
        ))}
        {onInsert && (
          <Button type="primary" onClick={onInsert} aria-keyshortcuts="Control+Enter">
            {t('knowledge_insert')}
            <KeyCap name="Ctrl ↵" />
          </Button>
        )}
      </div>
      <p className="knowledge-keys">{t('knowledge_read_keys')}</p>
    </div>
  )
}
