import './topic-chooser.css'
import { Input } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { useUnits } from './units.ts'

const mostShown = 8

interface Props {
  /** Empty: none. */
  readonly topic: string
  readonly label: TextKey
  onChange(topic: string): void
}

/** Chooses a topic of the tree by words of its own name or of those that it is part of; emptied by hand it has none. Names are asked for once they are wanted. */
export const TopicChooser = ({ topic, label, onChange }: Props) => {
  const { t } = useLanguage()
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const { topics, topicName } = useUnits(topic !== '' || typed !== null)
  const id = useId()
  const words = (typed ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found =
    words.length === 0
      ? []
      : topics
          .map(each => ({ id: each.id, path: topicName(each.id) }))
          .filter(({ path }) => words.every(word => path.toLowerCase().includes(word)))
          .slice(0, mostShown)
  const isOpen = words.length > 0
  const active = found[Math.min(at, found.length - 1)]
  const take = (chosen: string): void => {
    onChange(chosen)
    setTyped(null)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt(now => Math.max(0, Math.min(found.length - 1, now + step)))
    else if (event.key === 'Enter' && active) take(active.id)
    else if (event.key === 'Escape') setTyped(null)
    else return
    event.preventDefault()
    // Escape closes the list and leaves the form open
    event.stopPropagation()
  }
  return (
    <>
      <label htmlFor={`${id}field`}>{t(label)}</label>
      <div className="topic-chooser">
        <Input
          id={`${id}field`}
          data-field="topic"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          {...(isOpen && active && { 'aria-activedescendant': `${id}${active.id}` })}
          autoComplete="off"
          value={typed ?? (topic === '' ? '' : topicName(topic))}
          placeholder={t('case_topic_hint')}
          onFocus={({ target }) => target.select()}
          onBlur={() => setTyped(null)}
          onChange={({ target }) => {
            setAt(0)
            // emptied by hand: it has none
            if (target.value === '') take('')
            else setTyped(target.value)
          }}
          onKeyDown={onKey}
        />
        <div id={`${id}list`} role="listbox" aria-label={t(label)} hidden={!isOpen}>
          {found.map(each => (
            <div
              key={each.id}
              id={`${id}${each.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={each.id === active?.id}
              onMouseDown={event => {
                event.preventDefault()
                take(each.id)
              }}
            >
              {each.path}
            </div>
          ))}
          {isOpen && found.length === 0 && (
            <div role="option" tabIndex={-1} aria-selected={false} aria-disabled="true">
              {t('topic_no_match')}
            </div>
          )}
        </div>
      </div>
    </>
  )
}
