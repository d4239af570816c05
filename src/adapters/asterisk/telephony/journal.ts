import type { JournalEntry } from '../../../domain/call/from-journal.ts'
import { agentOfStandingLeg } from '../../../domain/effect.ts'
import type { LegEnd } from '../../../domain/event.ts'
import type { Journal } from '../../../engine/journal.ts'
import type { AmiClient } from '../ami/ami-client.ts'
import { decoded, parseArrival } from './arrival.ts'
import { isLeg, legEndOf } from './events.ts'

type Words = Map<string, string>

const instant = (words: Words, what: string): number | null => {
  const at = Number(words.get(what)?.split('|')[0])
  return Number.isSafeInteger(at) && at > 0 ? at : null
}

const wordAfter = (record: string | undefined): string => decoded(record?.split('|')[1]).slice(0, 64)

const extensionOf = (record: string | undefined): string =>
  /^PJSIP\/w?(\w+)$/.exec(decoded(record?.split('|')[1]))?.[1] ?? ''

const standingLegIn = (record: string | undefined): string | null => {
  const leg = /^joined (\S+)$/.exec(record?.split('|')[5] ?? '')?.[1] ?? ''
  return agentOfStandingLeg(leg) === null ? null : leg
}

const causeIn = (record: string | undefined): number | null => {
  const cause = Number(record?.split('|')[1] ?? '')
  return Number.isInteger(cause) && cause > 0 && cause < 128 ? cause : null
}

const legsOf = (words: Words): JournalEntry['legs'] => {
  const legs = new Map<string, { at: number; how: LegEnd }>()
  for (const [what, record] of words) {
    const at = isLeg(what) ? instant(words, what) : null
    if (at !== null) legs.set(what, { at, how: legEndOf(Number(record.split('|')[1])) })
  }
  return legs
}

const toEntry = (callId: string, words: Words, homeArea: string): JournalEntry => {
  const answeredAt = instant(words, 'answered')
  const fallbackAt = instant(words, 'fallback')
  const cause = causeIn(words.get('ended'))
  return {
    callId,
    arrived: parseArrival(words.get('arrived') ?? '', homeArea),
    fallback: fallbackAt === null ? null : { at: fallbackAt, why: wordAfter(words.get('fallback')) },
    answered: answeredAt === null ? null : { at: answeredAt, extension: extensionOf(words.get('answered')) },
    legs: legsOf(words),
    missedAt: instant(words, 'missed'),
    endedAt: instant(words, 'ended'),
    cause,
    how: cause === null ? 'unseen' : legEndOf(cause),
    wasUp: words.get('ended')?.split('|')[6] === 'Up',
    joinedWith: standingLegIn(words.get('ended')),
  }
}

/** The journal that the dialplan keeps in AstDB; its format stands in dialplan/hotline/extensions.conf. */
export const asteriskJournal = (ami: AmiClient, homeArea: string): Journal => ({
  read: async () => {
    const answer = await ami.list('DBGetTree', { Family: 'journal' })
    if (answer.kind === 'refused') return []
    if (answer.kind !== 'ok') return null
    const calls = new Map<string, Words>()
    for (const { Key, Val } of answer.events) {
      const [, callId, what] = /^\/?journal\/([^/]+)\/([\w.-]+)$/.exec(Key ?? '') ?? []
      if (callId === undefined || what === undefined) continue
      const words = calls.get(callId) ?? new Map<string, string>()
      words.set(what, Val ?? '')
      calls.set(callId, words)
    }
    return [...calls].map(([callId, words]) => toEntry(callId, words, homeArea))
  },
  forget: async callIds => {
    await Promise.all(callIds.map(callId => ami.action('DBDelTree', { Family: 'journal', Key: callId })))
  },
})
