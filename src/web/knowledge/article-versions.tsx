import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatDay, formatInstant } from '../time/format.ts'
import { type ArticleDraft, draftOf, fieldTexts } from './article-form.ts'
import { moduleTexts } from './article-text.tsx'
import { type Article, type ArticleVersion, fetchArticle, fetchVersions } from './knowledge-api.ts'
import { diffOf } from './text-diff.ts'

const didTexts: Readonly<Record<string, TextKey>> = {
  article_drafted: 'article_did_drafted',
  article_edited: 'article_did_edited',
  article_submitted: 'article_did_submitted',
  article_sent_back: 'article_did_sent_back',
  article_published: 'article_did_published',
  article_withdrawn: 'article_did_withdrawn',
  article_expired: 'article_did_expired',
  article_handed_over: 'article_did_handed_over',
}

const Instant = ({ at }: { readonly at: number }) => (
  <time className="digits" dateTime={new Date(at).toISOString()}>
    {formatDay(at)} {formatInstant(at, at)}
  </time>
)

/** What changed from one text to another: what went is struck through, what came is underlined. */
const TextDiff = ({ former, later }: { readonly former: string; readonly later: string }) => (
  <p className="article-diff">
    {diffOf(former, later).map(({ kind, text }, at) => {
      const key = `${at} ${kind}`
      if (kind === 'gone') return <del key={key}>{text}</del>
      return kind === 'new' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>
    })}
  </p>
)

const Differences = ({ former, later }: { readonly former: ArticleDraft | null; readonly later: ArticleDraft }) => {
  const { t } = useLanguage()
  const shown = (draft: ArticleDraft | null, name: keyof ArticleDraft): string => {
    if (draft === null) return ''
    return name === 'module' ? t(moduleTexts[draft.module]) : draft[name]
  }
  const changed = fieldTexts.filter(([name]) => shown(former, name) !== shown(later, name))
  return (
    <div className="article-differences">
      {former === null && <p className="knowledge-about">{t('article_version_first')}</p>}
      {changed.length === 0 && <p className="knowledge-about">{t('article_version_same')}</p>}
      {changed.map(([name, text]) => (
        <div key={name}>
          <h4>{t(text)}</h4>
          {former === null ? (
            <p className="article-diff">{shown(later, name)}</p>
          ) : (
            <TextDiff former={shown(former, name)} later={shown(later, name)} />
          )}
        </div>
      ))}
    </div>
  )
}

interface Props {
  readonly article: Article
  /** Whether a content may be written now. */
  readonly editable: boolean
  onRestore(version: ArticleVersion): void
}

/** Every content that an article had, by whom and when, with what each changed; and what was done with the article. */
export const ArticleVersions = ({ article, editable, onRestore }: Props) => {
  const { t, errorText } = useLanguage()
  const [chosen, setChosen] = useState(article.version)
  const [against, setAgainst] = useState<'before' | 'now'>('before')
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['articles', 'versions', article.id, article.version],
    queryFn: ({ pageParam }) => fetchVersions(article.id, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    retry: false,
  })
  const detail = useQuery({
    queryKey: ['articles', 'one', article.id],
    queryFn: () => fetchArticle(article.id),
    retry: false,
  })
  const versions = data?.pages.flatMap(page => page.versions) ?? []
  const at = versions.findIndex(each => each.version === chosen)
  const one = versions[at]
  const before = versions[at + 1]
  const isFirst = one?.version === 1
  return (
    <div className="article-versions">
      {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
      <ul className="article-version-list">
        {versions.map(({ version, by, at: when, note }) => (
          <li key={version}>
            <label className="case-option">
              <input type="radio" name="version" checked={version === chosen} onChange={() => setChosen(version)} />
              <span>
                <strong>{t('article_version', { n: version })}</strong>
                {version === article.version && <em>{t('article_version_now')}</em>}
                {by} <Instant at={when} />
                {note !== '' && <q>{note}</q>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('article_versions_more')}
        </Button>
      )}
      {one && (
        <>
          <div className="article-compare">
            <fieldset>
              <legend>{t('article_compare')}</legend>
              {(['before', 'now'] as const).map(each => (
                <label key={each} className="case-option">
                  <input
                    type="radio"
                    name="against"
                    checked={against === each}
                    disabled={each === 'now' && one.version === article.version}
                    onChange={() => setAgainst(each)}
                  />
                  <span>{t(each === 'before' ? 'article_compare_before' : 'article_compare_now')}</span>
                </label>
              ))}
            </fieldset>
            <span className="article-diff">
              <del>{t('article_legend_gone')}</del> <ins>{t('article_legend_new')}</ins>
            </span>
            {editable && one.version !== article.version && (
              <Button size="small" onClick={() => onRestore(one)}>
                {t('article_restore')}
              </Button>
            )}
          </div>
          {against === 'now' && one.version !== article.version ? (
            <Differences former={draftOf(one.content)} later={draftOf(article.content)} />
          ) : (
            (isFirst || before) && (
              <Differences former={before ? draftOf(before.content) : null} later={draftOf(one.content)} />
            )
          )}
        </>
      )}
      <h4>{t('article_history')}</h4>
      <ul className="article-history">
        {(detail.data?.history ?? []).toReversed().map(({ kind, at: when, by, note }) => {
          const text = didTexts[kind]
          return (
            <li key={`${when} ${kind}`}>
              <Instant at={when} /> <strong>{text ? t(text) : kind}</strong> {by} {note !== null && <q>{note}</q>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
