import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { type Article, fetchOwners } from './knowledge-api.ts'

interface Props {
  readonly article: Article
  readonly busy: boolean
  onHandOver(owner: string, note: string): void
}

/** Who looks after an article, and the form by which somebody else does from now on. */
export const ArticleOwner = ({ article, busy, onHandOver }: Props) => {
  const { t } = useLanguage()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [owner, setOwner] = useState('')
  const [note, setNote] = useState('')
  const { data = [] } = useQuery({ queryKey: ['articles', 'owners'], queryFn: fetchOwners, retry: false })
  const named = data.find(each => each.name === article.owner)
  const nameOf = (each: { readonly name: string; readonly displayName: string }) =>
    `${each.displayName}（${each.name}）`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onHandOver(owner, note)
  }
  return (
    <div className="article-owner">
      <p className="knowledge-about">
        <span>{t('article_owner', { name: named ? nameOf(named) : article.owner })}</span>
        {article.state !== 'withdrawn' && !open && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('article_hand_over')}
          </Button>
        )}
      </p>
      {open && (
        <form onSubmit={submit}>
          <label htmlFor={`${id}-owner`}>{t('article_hand_to')}</label>
          <select
            id={`${id}-owner`}
            className="case-select"
            value={owner}
            required
            onChange={({ target }) => setOwner(target.value)}
          >
            <option value="">{t('article_hand_choose')}</option>
            {data
              .filter(({ name }) => name !== article.owner)
              .map(each => (
                <option key={each.name} value={each.name}>
                  {nameOf(each)}
                </option>
              ))}
          </select>
          <label htmlFor={`${id}-why`}>{t('article_hand_why')}</label>
          <Input
            id={`${id}-why`}
            value={note}
            maxLength={1_000}
            autoComplete="off"
            onChange={({ target }) => setNote(target.value)}
          />
          <span className="article-owner-end">
            <Button size="small" onClick={() => setOpen(false)}>
              {t('editing_cancel')}
            </Button>
            <Button size="small" type="primary" htmlType="submit" disabled={busy || owner === '' || note.trim() === ''}>
              {t('article_hand_over')}
            </Button>
          </span>
        </form>
      )}
    </div>
  )
}
