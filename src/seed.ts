import { randomBytes } from 'node:crypto'
import type { Config } from './config/config.ts'
import type { Queue } from './domain/queue/queue.ts'
import type { DirectoryEntry } from './domain/transfer/directory.ts'
import type { Role, Store, UserToSave } from './engine/store.ts'
import { demoOffice, firstSettings } from './seed-cases.ts'

/** The hotline's first queue: DOMAIN.md 4.1, with the ladder of overflow it proposes. */
export const firstQueue = (wrapUpMs: number, notice: boolean): Queue => ({
  id: 'hotline',
  name: { zh: '12345 热线', en: '12345 hotline' },
  dialledNumbers: ['12345', '*'],
  priority: 5,
  skills: [],
  groups: ['phone'],
  prefer: 'idle',
  ladder: [
    { afterMs: 20_000, groups: [], anySkill: true },
    { afterMs: 40_000, groups: ['leader'], anySkill: false },
    { afterMs: 60_000, groups: ['reserve'], anySkill: false },
  ],
  notice: notice ? 'recording-notice' : null,
  noticeMaxMs: 8_000,
  ringMs: 15_000,
  wrapUpMs,
  maxWaitMs: 600_000,
  capacity: { atLeast: 10, perAgent: 3 },
  missLimit: 1,
  overflowOpen: false,
  announcement: null,
})

/** What guests of a demo can that the simulated agents cannot: take the calls of those who play citizens. */
const guestSkill = { skill: 'guest', level: 1 }

/** Calls from the demo's page /citizen (see [from-citizens] of the dialplan): the guests' own, and after a while anybody's. */
const pageQueue = (first: Queue): Queue => ({
  ...first,
  id: 'page',
  name: { zh: '网页来电（演示）', en: 'Calls from the page (demo)' },
  dialledNumbers: ['123450'],
  priority: 1,
  skills: [guestSkill],
  ladder: [{ afterMs: 15_000, groups: [], anySkill: true }],
})

/** Who writes takes citizens who write, beside calls: the network agents (网络座席). */
const textSkill = { skill: 'text', level: 1 }

/** The queue of citizens who write. Without an agent who has the skill `text` nobody is asked to write. */
export const textQueue = (first: Queue): Queue => ({
  ...first,
  id: 'text',
  name: { zh: '文字咨询', en: 'Written conversations' },
  dialledNumbers: [],
  medium: 'text',
  skills: [textSkill],
  ladder: [
    { afterMs: 40_000, groups: ['leader'], anySkill: false },
    { afterMs: 60_000, groups: ['reserve'], anySkill: false },
  ],
  notice: null,
  noticeMaxMs: 0,
  ringMs: 20_000,
  capacity: { atLeast: 3, perAgent: 3 },
  record: false,
})

/** Who rings citizens back and visits them (回访员). */
export const visitSkill = { skill: 'visit', level: 1 }

/** The queue of those whom the hotline rings: nobody waits in it, it says who may ring them. */
export const visitQueue = (first: Queue): Queue => ({
  ...first,
  id: 'visits',
  name: { zh: '回访', en: 'Return visits' },
  dialledNumbers: [],
  medium: 'outbound',
  groups: ['visitors', 'phone'],
  skills: [visitSkill],
  ladder: [],
  notice: null,
  noticeMaxMs: 0,
  wrapUpMs: 60_000,
})

/** What a first start made, to be told to whoever started it. */
export interface Seeded {
  readonly accounts: readonly { readonly name: string; readonly role: string }[]
  readonly password: string
}

/** How a new agent is called on a browser phone. */
const wishes = { wantsStandingLeg: true, autoAccept: false }

const surnames = [...'王李张刘陈杨赵黄周吴']
const givenNames = ['静', '敏', '建国', '芳', '伟', '晓梅', '磊', '丽娟', '海涛', '雪']

/** An invented name for the n-th agent of the demo, from 0; no two of the first hundred are alike. */
const demoName = (n: number): string => {
  const surname = surnames[n % surnames.length] ?? ''
  const given = givenNames[(n + Math.floor(n / surnames.length)) % givenNames.length] ?? ''
  return n < 100 ? `${surname}${given}` : `${surname}${given}${n}`
}

const everyday = Array.from({ length: 5 }, (_, day) => ({ from: day * 1_440 + 9 * 60, to: day * 1_440 + 17 * 60 + 30 }))

const entry = (
  kind: DirectoryEntry['kind'],
  id: string,
  zh: string,
  en: string,
  number: string,
  but: Partial<DirectoryEntry> = {},
): DirectoryEntry => ({
  id,
  kind,
  name: { zh, en },
  number,
  unit: null,
  topics: [],
  hours: [],
  position: 1,
  ...but,
})

/** The emergency services, which every house has. */
export const emergencyServices: readonly DirectoryEntry[] = [
  entry('emergency', '110', '110', '110', '110'),
  entry('emergency', '119', '119', '119', '119'),
  entry('emergency', '120', '120', '120', '120'),
  entry('emergency', '122', '122', '122', '122'),
]

/** Invented departments and policy specialists (一企来) of the demo. */
const demoDirectory: readonly DirectoryEntry[] = [
  entry('department', 'housing', '住建局', 'Housing and construction', '+8651388800001', { unit: 'housing' }),
  entry('department', 'water', '水务集团', 'Water works', '+8651388800002', { unit: 'water' }),
  entry('department', 'traffic', '交通局', 'Traffic', '+8651388800003', { unit: 'traffic' }),
  ...['税务 陈专员', '税务 刘专员'].map((name, n) =>
    entry('specialist', `tax-${n + 1}`, name, `Tax ${n + 1}`, `+865138880001${n}`, {
      unit: 'tax',
      topics: ['税收优惠'],
      position: n + 1,
    }),
  ),
  entry('specialist', 'labour-1', '人社 周专员', 'Labour 1', '+8651388800020', {
    unit: 'labour',
    topics: ['社保用工'],
    hours: everyday,
  }),
]

type Hash = (password: string) => Promise<string>

/**
 * Fills an empty store with what a hotline cannot do without: one queue and an admin; in the demo also agents from 1001 on and a
 * shift leader. Returns null when the store was not empty.
 */
export const seed = async (store: Store, demo: Config['demo'], hash: Hash, now: number): Promise<Seeded | null> => {
  if ((await store.read.queues()).length > 0) return null
  const first = firstQueue(demo?.wrapUpMs ?? 30_000, demo?.notice ?? true)
  const guestsFrom = demo?.guestsFrom ?? null
  await store.write.saveQueue(first)
  await store.write.saveQueue(textQueue(first))
  await store.write.saveQueue(visitQueue(first))
  if (guestsFrom !== null) await store.write.saveQueue(pageQueue(first))
  for (const each of emergencyServices) await store.write.saveDirectoryEntry(each)
  for (const each of demo ? demoDirectory : []) await store.write.saveDirectoryEntry(each)
  const password = demo?.password ?? randomBytes(9).toString('base64url')
  const passwordHash = await hash(password)
  const accounts: { name: string; role: string }[] = []
  const account = async (
    name: string,
    displayName: string,
    role: Role,
    agentId: string | null,
    more: Pick<UserToSave, 'alsoRoles' | 'unitId'> = {},
  ) => {
    await store.write.saveUser({ name, displayName, role, agentId, passwordHash, disabled: false, ...more })
    accounts.push({ name, role })
  }
  await account('admin', '管理员', 'admin', null)
  await store.append(firstSettings(now, demo !== null))
  if (demo) {
    const visitor = { id: '2002', name: '冯静', extension: '2002', group: 'visitors', skills: [visitSkill], ...wishes }
    await store.write.saveAgent({ ...visitor, sipPassword: randomBytes(15).toString('base64url') })
    for (const { name, displayName, role, ...more } of demoOffice)
      await account(name, displayName, role, role === 'callback_agent' ? visitor.id : null, more)
    const leader = { id: '2001', name: '值班长', extension: '2001', group: 'leader', skills: [], ...wishes }
    await store.write.saveAgent({ ...leader, sipPassword: randomBytes(15).toString('base64url') })
    await account('leader', leader.name, 'shift_leader', leader.id)
    for (let n = 1001; n <= 1000 + demo.agents; n += 1) {
      const extension = String(n)
      const name = demoName(n - 1001)
      const sipPassword = randomBytes(15).toString('base64url')
      await store.write.saveAgent({
        id: extension,
        name,
        extension,
        group: 'phone',
        skills: [
          ...(guestsFrom !== null && n >= guestsFrom ? [guestSkill, textSkill] : []),
          ...(demo.visitors ? [visitSkill] : []),
        ],
        ...wishes,
        sipPassword,
      })
      await account(extension, name, 'agent', extension, demo.visitors ? { alsoRoles: ['callback_agent'] } : {})
    }
  }
  return { accounts, password }
}
