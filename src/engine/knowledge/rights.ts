import type { Article } from '../../domain/knowledge/article.ts'
import type { ArticleActor } from '../../domain/knowledge/article-table.ts'
import { hasRole, isOfUnit, rolesOf, type Viewer } from '../viewer.ts'

type Rights = Pick<Viewer, 'role' | 'alsoRoles' | 'unitId'>

/** Whether somebody writes and publishes articles (知识库管理员, DOMAIN.md 3.1); who leads a shift may too. */
export const mayEditKnowledge = (viewer: Rights): boolean => hasRole(viewer, 'knowledge_editor', 'shift_leader')

/** Whether somebody proposes articles and says what is wrong with them: the hotline's own people who answer citizens or handle their cases. */
export const mayProposeKnowledge = (viewer: Rights): boolean =>
  !isOfUnit(viewer) && rolesOf(viewer).some(role => !['admin', 'auditor', 'analyst'].includes(role))

/** What somebody is to an article; null: to one that is not there yet. */
export const actorsOf = (
  viewer: Rights & Pick<Viewer, 'name'>,
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
  viewer: Rights & Pick<Viewer, 'name'>,
  { state, author, owner }: Pick<Article, 'state' | 'author' | 'owner'>,
): boolean =>
  state === 'published' ||
  state === 'expired' ||
  mayEditKnowledge(viewer) ||
  author === viewer.name ||
  owner === viewer.name
