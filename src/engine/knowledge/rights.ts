import type { Article } from '../../domain/knowledge/article.ts'
import type { ArticleActor } from '../../domain/knowledge/article-table.ts'
import type { Viewer } from '../viewer.ts'

/** Whether somebody writes and publishes articles (知识库管理员, DOMAIN.md 3.1). Until there is a role of that name, who leads a shift does. */
export const mayEditKnowledge = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'shift_leader'

/** Whether somebody proposes articles and says what is wrong with them: all who answer citizens; who administers does neither. */
export const mayProposeKnowledge = ({ role }: Pick<Viewer, 'role'>): boolean => role !== 'admin'

/** What somebody is to an article; null: to one that is not there yet. */
export const actorsOf = (
  viewer: Pick<Viewer, 'role' | 'name'>,
  article: Pick<Article, 'author'> | null,
): readonly ArticleActor[] => {
  const actors: ArticleActor[] = []
  if (!mayProposeKnowledge(viewer)) return actors
  actors.push('reader')
  if (mayEditKnowledge(viewer)) actors.push('editor')
  if (article?.author === viewer.name) actors.push('author')
  return actors
}

/** Whether somebody may read an article in this state: what is or was published, all; the rest, editors, its author and its owner. */
export const mayRead = (
  viewer: Pick<Viewer, 'role' | 'name'>,
  { state, author, owner }: Pick<Article, 'state' | 'author' | 'owner'>,
): boolean =>
  state === 'published' ||
  state === 'expired' ||
  mayEditKnowledge(viewer) ||
  author === viewer.name ||
  owner === viewer.name
