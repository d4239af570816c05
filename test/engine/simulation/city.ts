import type { AgentProfile } from '../../../src/domain/event.ts'
import type { Queue } from '../../../src/domain/queue/queue.ts'
import type { Random } from './random.ts'

/** Three lines merged into one number, with skills, priorities and the ladder of DOMAIN.md 4.1. */
export const simulatedQueues: readonly Queue[] = [
  queue('hotline', ['12345', '*'], 5, [{ skill: 'hotline', level: 1 }]),
  queue('enterprise', ['8890'], 5, [{ skill: 'enterprise', level: 2 }]),
  queue('elder', ['12349'], 1, [{ skill: 'hotline', level: 1 }]),
  { ...queue('visits', [], 5, [{ skill: 'visit', level: 1 }]), medium: 'outbound', notice: null, ladder: [] },
]

function queue(id: string, dialledNumbers: string[], priority: number, skills: Queue['skills']): Queue {
  return {
    id,
    name: { zh: id, en: id },
    dialledNumbers,
    priority,
    skills,
    groups: ['phone'],
    prefer: id === 'enterprise' ? 'level' : 'idle',
    ladder: [
      { afterMs: 20_000, groups: [], anySkill: true },
      { afterMs: 40_000, groups: ['leader'], anySkill: false },
      { afterMs: 60_000, groups: ['reserve'], anySkill: false },
    ],
    notice: id === 'enterprise' ? null : 'recording-notice',
    noticeMaxMs: 8_000,
    ringMs: 15_000,
    wrapUpMs: id === 'elder' ? 0 : 20_000,
    maxWaitMs: 300_000,
    capacity: { atLeast: 10, perAgent: 1 },
    missLimit: 2,
    overflowOpen: false,
    announcement: null,
    keepPlace: id === 'enterprise' ? null : { afterMs: 25_000, forMs: 240_000 },
  }
}

/** Forty agents: 34 at the phones, 3 leaders, 3 in reserve, with mixed skills. */
export const simulatedAgents = (random: Random): readonly AgentProfile[] =>
  Array.from({ length: 40 }, (_, i) => ({
    id: String(1001 + i),
    name: `agent ${1001 + i}`,
    extension: String(1001 + i),
    group: i < 34 ? 'phone' : i < 37 ? 'leader' : 'reserve',
    skills: [
      { skill: 'hotline', level: random.between(1, 3) },
      ...(i % 3 === 0 ? [{ skill: 'visit', level: 1 }] : []),
      ...(random.chance(0.3) ? [{ skill: 'enterprise', level: random.between(1, 3) }] : []),
    ],
    wantsStandingLeg: i % 4 === 0,
    autoAccept: i % 8 === 0,
  }))
