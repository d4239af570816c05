/** How a command ended: done, refused with a code of the catalogue, not sent, or without an answer. */
export type CommandResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'offline' }
  | { readonly kind: 'unanswered' }

/** Commands that wait for their answer. None outlives its connection or its time. */
export const createPendingCommands = (answerWithinMs: number) => {
  const pending = new Map<string, (result: CommandResult) => void>()
  const settle = (id: string, result: CommandResult): void => {
    pending.get(id)?.(result)
    pending.delete(id)
  }
  return {
    /** Resolves with the answer, or `unanswered` when its time is over. */
    wait: (id: string): Promise<CommandResult> =>
      new Promise(resolve => {
        const timer = setTimeout(() => settle(id, { kind: 'unanswered' }), answerWithinMs)
        pending.set(id, result => {
          clearTimeout(timer)
          resolve(result)
        })
      }),
    answer: (id: string, ok: boolean, error: string | undefined): void =>
      settle(id, ok ? { kind: 'done' } : { kind: 'refused', code: error ?? 'unexpected' }),
    /** The connection is gone: whether they were carried out is not known. */
    dropAll: (): void => {
      for (const id of [...pending.keys()]) settle(id, { kind: 'unanswered' })
    },
  }
}
