import { agentOfStandingLeg, type Effect } from '../domain/effect.ts'

/** Effects that wait for a commit, by the channels they are about. */
export interface PendingEffects {
  add(effects: readonly Effect[]): void
  remove(effects: readonly Effect[]): void
  concerns(channel: string): boolean
}

const channelsOf = (effect: Effect): readonly string[] => [
  ...('callId' in effect ? [effect.callId] : []),
  ...('leg' in effect ? [effect.leg] : []),
  ...('channel' in effect ? [effect.channel] : []),
]

/** Counts what waits. */
export const pendingEffects = (): PendingEffects => {
  const counts = new Map<string, number>()
  const change = (effects: readonly Effect[], by: number) => {
    for (const channel of effects.flatMap(channelsOf)) {
      const count = (counts.get(channel) ?? 0) + by
      if (count > 0) counts.set(channel, count)
      else counts.delete(channel)
    }
  }
  return {
    add: effects => change(effects, 1),
    remove: effects => change(effects, -1),
    concerns: channel => counts.has(channel),
  }
}

/**
 * Which effects of a turn need not wait for its facts, in their order, and which do. A phone is rung at once: after a crash it is one nobody
 * knows, and is hung up. A caller and a leg that stands are joined at once, unless something that comes before still waits for
 * one of them: after a crash the comparison finds them joined and books the talk (`found_joined`).
 */
export const besideCommit = (
  effects: readonly Effect[],
  pending: Pick<PendingEffects, 'concerns'>,
): { readonly beside: readonly Effect[]; readonly after: readonly Effect[] } => {
  const joins = joinsOf(effects, pending)
  const beside: Effect[] = []
  const after: Effect[] = []
  for (const effect of effects) (effect.do === 'ring' || joins.includes(effect) ? beside : after).push(effect)
  return { beside, after }
}

/** The join of a standing leg at the head of a turn, with the music that it ends; nothing where there is none. */
const joinsOf = (effects: readonly Effect[], pending: Pick<PendingEffects, 'concerns'>): readonly Effect[] => {
  const at = effects.findIndex(effect => effect.do === 'connect')
  const join = effects[at]
  if (join?.do !== 'connect' || agentOfStandingLeg(join.leg) === null) return []
  if (pending.concerns(join.callId) || pending.concerns(join.leg)) return []
  const head = effects.slice(0, at + 1)
  return head.every(effect => effect === join || (effect.do === 'music' && effect.callId === join.callId)) ? head : []
}
