import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { Registry } from 'prom-client'
import { createCitizenSecrets } from '../../../src/adapters/files/citizens/citizen-secrets.ts'
import { createRatingCodes } from '../../../src/adapters/files/citizens/rating-codes.ts'
import { openVault } from '../../../src/adapters/files/recordings/vault.ts'
import type { App, ServerParts } from '../../../src/adapters/http/app.ts'
import { createChallenges } from '../../../src/adapters/http/citizens/challenges.ts'
import { homeOfAddress } from '../../../src/adapters/http/citizens/home-of-address.ts'
import { createMetrics } from '../../../src/adapters/http/metrics.ts'
import { hashPassword } from '../../../src/adapters/http/password.ts'
import { createPhoneSessions } from '../../../src/adapters/http/phone/phone-sessions.ts'
import { buildServer } from '../../../src/adapters/http/server.ts'
import { createUpgradeGate } from '../../../src/adapters/http/upgrade-gate.ts'
import { createUploads, limitsOfCitizens } from '../../../src/adapters/http/uploads.ts'
import { createLiveHub, type HubParts, type LiveHub } from '../../../src/adapters/live/hub.ts'
import { openAttachments } from '../../../src/attachments.ts'
import { openChats } from '../../../src/chats.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import type { MessageRequest } from '../../../src/domain/messages/message.ts'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'
import type { Queue } from '../../../src/domain/queue/queue.ts'
import { createCaseAccess } from '../../../src/engine/cases/case-access.ts'
import { createCaseDesk } from '../../../src/engine/cases/case-desk.ts'
import { openCaseNumbers } from '../../../src/engine/cases/case-numbers.ts'
import { type CaseOffice, createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import { caseSettings } from '../../../src/engine/cases/case-settings.ts'
import { ownNumbers } from '../../../src/engine/cases/own-numbers.ts'
import type { ChatRooms } from '../../../src/engine/chats/chat-rooms.ts'
import { besideCases } from '../../../src/engine/citizens/beside-cases.ts'
import { createCitizenCases } from '../../../src/engine/citizens/citizen-cases.ts'
import { createCitizenPhotos } from '../../../src/engine/citizens/citizen-photos.ts'
import { createRatingLinks, type RatingLinks } from '../../../src/engine/citizens/rating-links.ts'
import { createDirectoryDesk } from '../../../src/engine/directory-desk.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { type FiguresBoard, openFiguresBoard } from '../../../src/engine/figures-board.ts'
import { createKnowledgeDesk } from '../../../src/engine/knowledge/knowledge-desk.ts'
import { unchecked } from '../../../src/engine/ledger-check.ts'
import type { Clock, Live } from '../../../src/engine/ports.ts'
import type { RecordingVault } from '../../../src/engine/recordings/ports.ts'
import { openScoreOffice } from '../../../src/engine/scoring/score-office.ts'
import { openSettingsBook, type SettingsBook } from '../../../src/engine/settings/settings-book.ts'
import type { Role, Store } from '../../../src/engine/store.ts'
import { createTargets } from '../../../src/engine/targets.ts'
import { historyView } from '../../../src/engine/views.ts'
import { givenFolder, givenStore, keptLog } from '../../helpers/store.ts'

export const password = 'correct horse'
export const passwordHash = hashPassword(password)

const idleOutbox = { waiting: 0, lost: 0, oldestDueAt: null }

export const hotlineQueue: Queue = {
  id: 'hotline',
  name: { zh: '热线', en: 'Hotline' },
  dialledNumbers: ['12345'],
  priority: 2,
  skills: [],
  groups: ['phone'],
  prefer: 'idle',
  ladder: [],
  notice: null,
  noticeMaxMs: 6_000,
  ringMs: 15_000,
  wrapUpMs: 30_000,
  maxWaitMs: null,
  capacity: { atLeast: 50, perAgent: 3 },
  missLimit: 2,
  overflowOpen: false,
  announcement: null,
}

/** Where a helper leaves what must be undone: a test's own context, or `atTheEnd()`. */
export interface Cleanup {
  after(job: () => unknown): void
}

/** Undoes after the last test of a file what its tests share, the newest first. To be called outside any test or hook. */
export const atTheEnd = (): Cleanup => {
  const jobs: (() => unknown)[] = []
  after(async () => {
    for (const job of jobs.reverse()) await job()
  })
  return { after: job => void jobs.push(job) }
}

/** The real clock, which a test can put forward. */
export const givenClock = (): Clock & { forward(ms: number): void } => {
  let ahead = 0
  const now = () => Date.now() + ahead
  return {
    now,
    at: (instant, job) => {
      const timer = setTimeout(job, Math.max(0, instant - now()))
      return () => clearTimeout(timer)
    },
    forward: ms => {
      ahead += ms
    },
  }
}

const users: readonly { readonly name: string; readonly role: Role; readonly agentId: string | null }[] = [
  { name: '1001', role: 'agent', agentId: '1001' },
  { name: '1002', role: 'agent', agentId: '1002' },
  { name: '2001', role: 'shift_leader', agentId: '2001' },
  { name: 'leader', role: 'shift_leader', agentId: null },
  { name: 'admin', role: 'admin', agentId: null },
]

const seed = async (store: Store, engine: Engine, clock: Clock) => {
  await engine.hotline.tell({ type: 'queue_set', at: clock.now(), queue: hotlineQueue })
  for (const { name, role, agentId } of users) {
    if (agentId !== null) {
      const agent = {
        id: agentId,
        name: `话务员${agentId}`,
        extension: agentId,
        group: 'phone',
        skills: [],
        wantsStandingLeg: false,
        autoAccept: false,
      }
      await store.write.saveAgent({ ...agent, sipPassword: `secret-of-${agentId}` })
      await engine.hotline.tell({ type: 'agent_set', at: clock.now(), agent })
    }
    const hash = await passwordHash
    await store.write.saveUser({ name, displayName: `名${name}`, role, agentId, passwordHash: hash, disabled: false })
  }
}

export interface GivenServer {
  readonly ratingLinks: RatingLinks
  /** Messages that were asked for by rating links. */
  readonly sms: readonly MessageRequest[]
  readonly app: App
  readonly hub: LiveHub
  readonly store: Store
  readonly engine: Engine
  readonly board: FiguresBoard
  readonly caseOffice: CaseOffice
  readonly settings: SettingsBook
  readonly clock: ReturnType<typeof givenClock>
  readonly log: ReturnType<typeof keptLog>
  readonly metrics: Registry
  /** Where recordings are kept. */
  readonly recordings: RecordingVault
  /** What keeps attachments. */
  readonly attachments: ReturnType<typeof openAttachments>
  /** What the line asked of telephony. */
  readonly effects: Effect[]
  /** The cookie of a new sign-in. */
  signIn(name: string): Promise<string>
  /** Listens on a free port; gives host:port. */
  listen(): Promise<string>
  /** A caller comes; gives the id of his call. */
  arrives(callId: string, rawNumber?: string): Promise<string>
  /** The agent's phone is there. */
  phoneUp(agentId: string): Promise<void>
}

export type GivenOptions = Partial<Omit<ServerParts, 'store' | 'clock'>> & {
  readonly hub?: Partial<HubParts>
  /** Cases that one address may send in a day; left out: 5. */
  readonly casesADay?: number
  /** Photos that one address may send in a day; left out: 20. */
  readonly photosADay?: number
}

/** The real store, engine, HTTP server and live hub, wired as in production; telephony does all it is asked at once. */
export const givenServer = async (t: Cleanup, options: GivenOptions = {}): Promise<GivenServer> => {
  const closing: (() => unknown)[] = []
  t.after(async () => {
    for (const close of closing.reverse()) await close()
  })
  const store = await givenStore({ after: job => void closing.push(job as () => unknown) })
  const clock = givenClock()
  const log = keptLog()
  const metrics = createMetrics()
  const effects: Effect[] = []
  const board = await openFiguresBoard({ reads: store.read, clock, zone: 'Asia/Shanghai' })
  let hub: LiveHub | null = null
  let chats: ChatRooms | null = null
  const live: Live = {
    publish: happening => hub?.publish(happening),
    committed: facts => chats?.committed(facts),
  }
  const engine = createEngine({ ledger: store, live, clock, log })
  const rooms = openChats({ store, engine, clock, log })
  chats = rooms
  closing.push(async () => {
    engine.stop()
    await engine.settled()
  })
  engine.attach({
    run: async effect => {
      effects.push(effect)
      return { kind: 'done' }
    },
    channels: async () => null,
    up: true,
    startedAt: null,
  })
  await seed(store, engine, clock)
  const targets = createTargets({
    read: store.read.directory,
    line: engine.hotline.line,
    now: clock.now,
    zone: 'Asia/Shanghai',
    homeArea: '0513',
  })
  await targets.refresh()
  hub = createLiveHub({
    hotline: engine.hotline,
    targets,
    history: async (number, callId) =>
      historyView(await store.read.callerHistory(number, callId, clock.now()), agentId => `话务员${agentId}`),
    figures: board,
    telephony: () => true,
    ledgerBrokenAt: () => null,
    store: () => store.line,
    log,
    clock,
    metrics,
    ...options.hub,
  })
  const attachments = openAttachments({
    config: {
      dataFolder: givenFolder({ after: job => void closing.push(job as () => unknown) }),
      attachments: { keepMetadata: false },
    },
    store,
    book: engine.book,
    houseKey: Buffer.alloc(32, 9),
    clock,
    log,
    acts: async () => true,
  })
  const { hub: _hub, casesADay: _casesADay, photosADay: _photosADay, ...serverOptions } = options
  const phoneSessions = createPhoneSessions({
    phones: {
      issue: async extension => ({ user: `w${extension}`, password: `new-${extension}` }),
      forget: async () => {},
    },
    onNewest: hub.phoneSession,
  })
  const keepsFacts = () => store.line.state !== 'losing'
  const settings = await openSettingsBook({ reads: store.read, book: engine.book, keepsFacts, clock })
  const rules = caseSettings(settings, 'Asia/Shanghai')
  const caseOffice = createCaseOffice({
    reads: store.read,
    book: engine.book,
    keepsFacts,
    clock,
    context: rules.context,
    ownNumber: ownNumbers({ reads: store.read, units: rules.units, settings, homeArea: '0513', log }),
  })
  const numbers = await openCaseNumbers(store.read, clock, 'Asia/Shanghai')
  const scoreOffice = await openScoreOffice({
    ...{ reads: store.read, book: engine.book, keepsFacts, clock, settings, rules, newId: randomUUID },
  })
  const caseDesk = createCaseDesk({
    reads: store.read,
    office: caseOffice,
    hotline: engine.hotline,
    numbers,
    book: engine.book,
    keepsFacts,
    clock,
    newId: randomUUID,
  })
  const secrets = createCitizenSecrets(Buffer.alloc(32, 5))
  const citizenCases = {
    service: createCitizenCases({
      office: caseOffice,
      numbers,
      reads: store.read,
      secrets,
      homeArea: '0513',
      casesADay: options.casesADay ?? 5,
      context: rules.context,
      keepsFacts,
      clock,
      log,
      ...besideCases({ attachments: attachments.desk, office: caseOffice, reads: store.read, clock }),
    }),
    photos: createCitizenPhotos({
      desk: attachments.desk,
      reads: store.read,
      hashOfWish: secrets.hashOfWish,
      photosADay: options.photosADay ?? 20,
      clock,
    }),
    uploads: createUploads(clock, limitsOfCitizens),
    challenges: createChallenges({ puzzles: 2, bits: 4 }, clock),
    keyOfAddress: (address: string) => secrets.hashOfAddress(homeOfAddress(address)),
  }
  const sms: MessageRequest[] = []
  const ratingLinks = createRatingLinks({
    ...{ office: caseOffice, reads: store.read, context: rules.context, zone: 'Asia/Shanghai', clock, log },
    outbox: {
      carries: kind => kind === 'sms',
      send: async request => {
        if (sms.some(({ key }) => key === request.key)) return 'known'
        sms.push(request)
        return 'stored'
      },
    },
    codes: createRatingCodes(Buffer.alloc(32, 5)),
    publicOrigin: 'https://12345.example.cn',
  })
  const recordings = openVault(
    givenFolder({ after: job => void closing.push(job as () => unknown) }),
    Buffer.alloc(32, 7),
  )
  const app = buildServer({
    store,
    recordings: { vault: recordings, book: engine.book, withoutAudio: async () => [] },
    hotline: engine.hotline,
    targets,
    directoryDesk: createDirectoryDesk({
      targets,
      write: store.write,
      line: engine.hotline.line,
      book: engine.book,
      healthy: () => store.healthy,
      clock,
      homeArea: '0513',
    }),
    attachments,
    figures: board,
    caseDesk,
    caseOffice,
    caseAccess: createCaseAccess({ book: engine.book, keepsFacts, clock }),
    settings,
    caseSettings: rules,
    knowledgeDesk: createKnowledgeDesk({
      reads: store.read,
      book: engine.book,
      healthy: () => store.healthy,
      changed: () => {},
      clock,
    }),
    scoreOffice,
    homeArea: '0513',
    health: () => ({
      telephony: true,
      store: store.healthy,
      ledger: unchecked,
      facts: store.line,
      messages: idleOutbox,
    }),
    webFolder: null,
    log,
    clock,
    cookieSecure: false,
    phone: { server: null, port: 5060 },
    phoneSessions,
    citizens: null,
    citizenCases,
    ratingLinks,
    chats: rooms,
    metrics,
    onSignedOut: hub.signedOut,
    onDraftSaved: hub.draftSaved,
    ...serverOptions,
  })
  hub.attach(app.server, createUpgradeGate({ reads: store.read, clock, cookieSecure: false }))
  closing.push(() => app.close(), hub.close, rooms.stop)

  return {
    app,
    hub,
    store,
    engine,
    board,
    caseOffice,
    ratingLinks,
    sms,
    settings,
    clock,
    log,
    metrics,
    recordings,
    attachments,
    effects,
    signIn: async name => {
      const reply = await app.inject({ method: 'POST', url: '/api/session', payload: { name, password } })
      return String(reply.headers['set-cookie']).split(';', 1)[0] ?? ''
    },
    listen: async () => {
      await app.listen({ host: '127.0.0.1', port: 0 })
      return `127.0.0.1:${(app.server.address() as AddressInfo).port}`
    },
    arrives: async (callId, rawNumber = '13812345678') => {
      const caller = normaliseCaller(rawNumber, '0513')
      await engine.hotline.tell({
        type: 'call_arrived',
        at: clock.now(),
        callId,
        dialled: '12345',
        caller,
        wants: [],
        adopted: false,
      })
      return callId
    },
    phoneUp: async agentId => {
      await engine.hotline.tell({ type: 'phone_up', at: clock.now(), agentId, device: 'desk' })
    },
  }
}
