import type { Names } from '../../wire/views.ts'

/** What the wall says of callers who keep their place. */
export const keptPlaceTexts = {
  overflow_kept: { zh: '保位待回拨', en: 'To be rung back' },
  queue_kept: { zh: '保位待回拨 {count}', en: '{count} to be rung back' },
  why_place_kept: { zh: '保位回拨', en: 'Keeps his place' },
} as const satisfies Record<string, Names>
