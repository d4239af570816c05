import { useCallback, useEffect, useState } from 'react'
import type { LiveCommand } from '../../wire/live.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { CommandResult } from '../live/pending-commands.ts'
import { useLiveClient } from '../live/use-live.tsx'

/**
 * Gives commands one at a time and keeps the sentence of the last one that failed, until it is dismissed or `situation`
 * changes. That there was no connection is forgotten as soon as there is one; a refusal, when the connection goes.
 */
export const useCommands = (situation: string, live: boolean) => {
  const client = useLiveClient()
  const { t, errorText } = useLanguage()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CommandResult | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the situation is what makes the old sentence pointless
  useEffect(() => setFailure(null), [situation])

  useEffect(() => {
    const over = live ? 'offline' : 'refused'
    setFailure(now => (now?.kind === over ? null : now))
  }, [live])

  const give = useCallback(
    async (command: LiveCommand): Promise<boolean> => {
      setBusy(true)
      setFailure(null)
      const result = await client.command(command)
      setBusy(false)
      setFailure(result.kind === 'done' ? null : result)
      return result.kind === 'done'
    },
    [client],
  )
  const sentence = (): string | null => {
    switch (failure?.kind) {
      case 'refused':
        return errorText(failure.code)
      case 'offline':
        return t('offline_command')
      case 'unanswered':
        return t('no_answer_command')
      default:
        return null
    }
  }
  return {
    give,
    busy,
    failure: sentence(),
    dismiss: () => setFailure(null),
    refuseOffline: () => setFailure({ kind: 'offline' }),
  }
}
