import type { ArticleState } from './article.ts'

/** What may happen to an article. `remind`: its owner is told that it waits for him; `hand_over`: somebody else looks after it from now on. */
export type ArticleEvent =
  | 'draft'
  | 'edit'
  | 'submit'
  | 'send_back'
  | 'publish'
  | 'withdraw'
  | 'expire'
  | 'remind'
  | 'feedback'
  | 'hand_over'

/**
 * What somebody is to an article: knowledge editor (知识库管理员), the one who proposed it, anybody who works here but to administer, or
 * the clock (DOMAIN.md 3.1).
 */
export type ArticleActor = 'editor' | 'author' | 'reader' | 'clock'

interface Rule {
  readonly to: ArticleState
  readonly by: readonly ArticleActor[]
}

type Rules = Readonly<Partial<Record<ArticleEvent, Rule>>>

const editor = ['editor'] as const
const editorOrAuthor = ['editor', 'author'] as const
const clock = ['clock'] as const
const anybody = ['editor', 'author', 'reader'] as const

/** What may happen to an article in each state, who may do it, and the state it leads to (docs/states.md). What is not here is refused. */
export const articleTable: Readonly<Record<ArticleState | 'absent', Rules>> = {
  absent: { draft: { to: 'draft', by: anybody } },
  draft: {
    edit: { to: 'draft', by: editorOrAuthor },
    submit: { to: 'in_review', by: editorOrAuthor },
    withdraw: { to: 'withdrawn', by: editorOrAuthor },
    hand_over: { to: 'draft', by: editor },
  },
  in_review: {
    edit: { to: 'in_review', by: editor },
    send_back: { to: 'draft', by: editor },
    publish: { to: 'published', by: editor },
    withdraw: { to: 'withdrawn', by: editorOrAuthor },
    remind: { to: 'in_review', by: clock },
    hand_over: { to: 'in_review', by: editor },
  },
  published: {
    edit: { to: 'published', by: editor },
    withdraw: { to: 'withdrawn', by: editor },
    expire: { to: 'expired', by: clock },
    remind: { to: 'published', by: clock },
    feedback: { to: 'published', by: anybody },
    hand_over: { to: 'published', by: editor },
  },
  expired: {
    edit: { to: 'expired', by: editor },
    publish: { to: 'published', by: editor },
    withdraw: { to: 'withdrawn', by: editor },
    feedback: { to: 'expired', by: anybody },
    hand_over: { to: 'expired', by: editor },
  },
  withdrawn: { submit: { to: 'in_review', by: editor } },
}

/** The state after an event; or why not: the article does not take it now, or not from one of these. */
export const afterArticleEvent = (
  state: ArticleState | 'absent',
  event: ArticleEvent,
  actors: readonly ArticleActor[],
): { readonly to: ArticleState } | { readonly refused: 'not_allowed_now' | 'forbidden' } => {
  const rule = articleTable[state][event]
  if (!rule) return { refused: 'not_allowed_now' }
  return rule.by.some(actor => actors.includes(actor)) ? { to: rule.to } : { refused: 'forbidden' }
}
