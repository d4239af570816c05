import { Input } from 'antd'
import { useId, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { useUnits } from './units.ts'

const mostShown = 8

/** Chooses a topic of the tree by words of its own name or of those it is part of. */
export const TopicChooser = ({ topic, onChange }: { readonly topic: string; onChange(topic: string): void }) => {
  const { t } = useLanguage()
  const { topics, topicName } = useUnits()
  const [typed, setTyped] = useState('')
  const id = useId()
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const found =
    words.length === 0
      ? []
      : topics
          .map(({ id: of }) => ({ of, path: topicName(of) }))
          .filter(({ path }) => words.every(word => path.toLowerCase().includes(word)))
          .slice(0, mostShown)
  const take = (of: string) => {
    onChange(of)
    setTyped('')
  }
  return (
    <div className="topic-chooser">
      <label htmlFor={id}>{t('detail_topic')}</label>
      <p className="topic-now">
        <strong>{topic === '' ? t('topic_none') : topicName(topic)}</strong>
        {topic !== '' && (
          <button type="button" className="link" onClick={() => onChange('')}>
            {t('topic_remove')}
          </button>
        )}
      </p>
      <Input
        id={id}
        value={typed}
        placeholder={t('topic_search')}
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          const [first] = found
          if (first) take(first.of)
        }}
      />
      <ul>
        {found.map(({ of, path }) => (
          <li key={of}>
            <button type="button" className="link" onClick={() => take(of)}>
              {path}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
