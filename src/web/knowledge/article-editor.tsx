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
  fieldTexts,
  mergeArticles,
  restoredFrom,
} from './article-form.ts'
import { ArticleOwner } from './article-owner.tsx'
import { ArticleAge, ArticleBody, ArticleSource, articleStateTexts, moduleTexts } from './article-text.tsx'
import { ArticleVersions } from './article-versions.tsx'
import {
  type Article,
  type ArticleStep,
  type ArticleVersion,
  editArticle,
  fetchArticle,
  handOver,
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
const written = fieldTexts.filter(([name]) => name !== 'module')
const long: readonly ArticleField[] = ['questions', 'body', 'topics']
const days: readonly ArticleField[] = ['validFrom', 'expiresAt', 'reviewAt']

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
  const [given, setGiven] = useState(0)
  const [busy, setBusy] = useState(false)
  const [beside, setBeside] = useState<'preview' | 'versions'>('preview')
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
        : editArticle(id, { basedOn: based.version, content: contentOf(draft), note }),
    )
  /** Both are told by messages; who handed it over sees it at once. */
  const give = (from: Article, owner: string, why: string): Promise<void> =>
    run(async () => {
      await handOver(id, { basedOn: from.version, from: from.owner, owner, note: why })
      const { article: now } = await fetchArticle(id)
      setBased(now)
      setGiven(given + 1)
      setWord(t('article_handed'))
    })
  const restore = ({ version, content: older }: ArticleVersion): void => {
    setDraft(restoredFrom(draftOf(older), draft))
    setNote(t('article_restored_note', { n: version }))
    setWord(t('article_restored', { n: version }))
    setBeside('preview')
  }
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
        {written.map(([name, text]) => {
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
              {long.includes(name) ? (
                <Input.TextArea {...field} rows={name === 'body' ? 10 : 2} />
              ) : (
                <Input {...field} type={days.includes(name) ? 'date' : 'text'} autoComplete="off" />
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
        {based && (
          <fieldset className="articles-views">
            <legend className="unseen">{t('article_beside')}</legend>
            {(['preview', 'versions'] as const).map(each => (
              <label key={each} className="case-option">
                <input type="radio" name="beside" checked={beside === each} onChange={() => setBeside(each)} />
                <span>{t(each === 'preview' ? 'article_preview' : 'article_versions')}</span>
              </label>
            ))}
          </fieldset>
        )}
        {based && beside === 'versions' ? (
          <ArticleVersions article={based} editable={editable} onRestore={restore} />
        ) : (
          <>
            <h3>{content.title}</h3>
            <p className="knowledge-about">
              {based && <strong>{t(articleStateTexts[based.state])}</strong>}
              {based && <ArticleAge article={based} now={Date.now()} />}
            </p>
            <ArticleBody body={content.body} />
            <ArticleSource content={content} />
            {based && (
              <ArticleOwner
                key={given}
                article={based}
                busy={busy}
                onHandOver={(owner, why) => void give(based, owner, why)}
              />
            )}
          </>
        )}
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
