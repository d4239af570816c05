import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import {
  type ArticleDraft,
  type ArticleField,
  contentOf,
  draftOf,
  emptyArticle,
  mergeArticles,
} from './article-form.ts'
import { ArticleAge, ArticleBody, ArticleSource, articleStateTexts, moduleTexts } from './article-text.tsx'
import {
  type Article,
  type ArticleStep,
  editArticle,
  fetchArticle,
  newId,
  proposeArticle,
  stepArticle,
} from './knowledge-api.ts'

const steps: Readonly<Record<Article['state'], readonly (readonly [ArticleStep, TextKey])[]>> = {
  draft: [
    ['submit', 'article_submit'],
    ['withdraw', 'article_withdraw'],
  ],
  in_review: [
    ['publish', 'article_publish'],
    ['send-back', 'article_send_back'],
    ['withdraw', 'article_withdraw'],
  ],
  published: [['withdraw', 'article_withdraw']],
  expired: [
    ['publish', 'article_publish'],
    ['withdraw', 'article_withdraw'],
  ],
  withdrawn: [['submit', 'article_submit']],
}
const written: readonly (readonly [ArticleField, TextKey, 'line' | 'text' | 'day'])[] = [
  ['title', 'article_title', 'line'],
  ['questions', 'article_questions', 'text'],
  ['body', 'article_body', 'text'],
  ['issuer', 'article_issuer', 'line'],
  ['number', 'article_number', 'line'],
  ['url', 'article_url', 'line'],
  ['unit', 'article_unit_field', 'line'],
  ['topics', 'article_topics', 'text'],
  ['validFrom', 'article_from', 'day'],
  ['expiresAt', 'article_expires', 'day'],
  ['reviewAt', 'article_review', 'day'],
]

interface Props {
  /** Null: a new one. */
  readonly article: Article | null
  onDone(id: string): void
}

/** Writes one article, with what readers will see beside it. To be drawn anew for another article. */
export const ArticleEditor = ({ article, onDone }: Props) => {
  const { t, errorText } = useLanguage()
  const client = useQueryClient()
  const group = useId()
  const [based, setBased] = useState(article)
  const [id] = useState(() => article?.id ?? newId())
  const [draft, setDraft] = useState<ArticleDraft>(() => draftOf(article?.content ?? emptyArticle(Date.now())))
  const [theirs, setTheirs] = useState<{
    readonly fields: readonly ArticleField[]
    readonly draft: ArticleDraft
  } | null>(null)
  const [note, setNote] = useState('')
  const [word, setWord] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const changed = based === null || JSON.stringify(draft) !== JSON.stringify(draftOf(based.content))
  const editable = based?.state !== 'withdrawn'

  /** What somebody else made meanwhile: nothing that is typed here is lost, and where both wrote, his words stand beneath. */
  const takeTheirs = async (base: Article): Promise<void> => {
    const { article: now } = await fetchArticle(id)
    const merged = mergeArticles(draftOf(base.content), draft, draftOf(now.content))
    setDraft(merged.draft)
    setBased(now)
    setTheirs({ fields: merged.both, draft: draftOf(now.content) })
  }
  const run = async (job: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setWord(null)
    try {
      await job()
      await client.invalidateQueries({ queryKey: ['articles'] })
      onDone(id)
    } catch (error) {
      const code = error instanceof ApiError ? error.code : 'unexpected'
      setWord(errorText(code))
      if (code === 'article_changed' && based) await takeTheirs(based).catch(() => {})
    } finally {
      setBusy(false)
    }
  }
  const save = (): Promise<void> =>
    run(() =>
      based === null
        ? proposeArticle(id, contentOf(draft))
        : editArticle(id, { basedOn: based.version, content: contentOf(draft), owner: based.owner, note }),
    )
  const content = contentOf(draft)

  return (
    <section className="article-editor" aria-label={t('article_edit')}>
      <div className="article-fields">
        <label htmlFor={`${group}-module`}>{t('article_module')}</label>
        <select
          id={`${group}-module`}
          className="case-select"
          value={draft.module}
          disabled={!editable}
          onChange={({ target }) => setDraft({ ...draft, module: target.value as ArticleDraft['module'] })}
        >
          {Object.entries(moduleTexts).map(([module, text]) => (
            <option key={module} value={module}>
              {t(text)}
            </option>
          ))}
        </select>
        {written.map(([name, text, kind]) => {
          const field = {
            id: `${group}-${name}`,
            value: draft[name],
            disabled: !editable,
            'data-article': name,
            onChange: ({ target }: { readonly target: { readonly value: string } }) =>
              setDraft({ ...draft, [name]: target.value }),
          }
          return (
            <div key={name} className="article-field">
              <label htmlFor={field.id}>{t(text)}</label>
              {kind === 'text' ? (
                <Input.TextArea {...field} rows={name === 'body' ? 10 : 2} />
              ) : (
                <Input {...field} type={kind === 'day' ? 'date' : 'text'} autoComplete="off" />
              )}
              {theirs?.fields.includes(name) && (
                <p className="article-theirs">
                  {t('article_theirs')}
                  <span>{theirs.draft[name]}</span>
                  <Button size="small" onClick={() => setDraft({ ...draft, [name]: theirs.draft[name] })}>
                    {t('article_take_theirs')}
                  </Button>
                </p>
              )}
            </div>
          )
        })}
      </div>
      <div className="article-preview">
        <h3>{content.title}</h3>
        <p className="knowledge-about">
          {based && <strong>{t(articleStateTexts[based.state])}</strong>}
          {based && <ArticleAge article={based} now={Date.now()} />}
        </p>
        <ArticleBody body={content.body} />
        <ArticleSource content={content} />
      </div>
      <div className="article-foot">
        <p className="article-word" role="status">
          {word}
        </p>
        {based && (
          <Input
            aria-label={t('article_note')}
            placeholder={t('article_note')}
            value={note}
            maxLength={1_000}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
        {based &&
          steps[based.state].map(([step, text]) => (
            <Button
              key={step}
              disabled={busy || (changed && editable)}
              onClick={() => void run(() => stepArticle(id, step, based.version, note))}
            >
              {t(text)}
            </Button>
          ))}
        {editable && (
          <Button type="primary" disabled={busy || !changed} onClick={() => void save()}>
            {t('article_save')}
          </Button>
        )}
      </div>
    </section>
  )
}
