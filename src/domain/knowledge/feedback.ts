/** What readers say of an article. Only the last two wait for somebody. */
export const feedbackKinds = ['useful', 'wrong', 'outdated'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]

/** What came of a complaint: the article was changed, or it holds as it is. */
export const feedbackResolutions = ['changed', 'kept'] as const
export type FeedbackResolution = (typeof feedbackResolutions)[number]

/** One reader's word on an article; resolved by its owner or an editor. */
export interface ArticleFeedback {
  readonly id: string
  readonly articleId: string
  /** The content it is about. */
  readonly version: number
  readonly kind: FeedbackKind
  readonly note: string
  readonly by: string
  readonly at: number
  readonly resolution: FeedbackResolution | null
}

/** Whether somebody must look at it. */
export const isOpen = ({ kind, resolution }: Pick<ArticleFeedback, 'kind' | 'resolution'>): boolean =>
  kind !== 'useful' && resolution === null
