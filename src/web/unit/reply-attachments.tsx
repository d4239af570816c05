interface Props {
  /** Ids of files that were kept before. */
  readonly ids: readonly string[]
  onChange(ids: readonly string[]): void
}

/** The place for files beside a reply. They are carried by their ids, so that nothing is lost until they can be chosen here. */
export const ReplyAttachments = (_: Props) => null
