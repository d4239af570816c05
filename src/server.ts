import { existsSync, mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { guardTelephony, watchActing } from './acting.ts'
import { asteriskJournal } from './adapters/asterisk/telephony/journal.ts'
import { createTelephony } from './adapters/asterisk/telephony/telephony.ts'
import { createMetrics } from './adapters/http/metrics.ts'
import { hashPassword } from './adapters/http/password.ts'
import { buildServer } from './adapters/http/server.ts'
import { createUpgradeGate } from './adapters/http/upgrade-gate.ts'
import { createLiveHub } from './adapters/live/hub.ts'
import { createAllowedHosts } from './adapters/messaging/allowed-hosts.ts'
import { createWebhook } from './adapters/messaging/webhook.ts'
import { openStore } from './adapters/store/open-store.ts'
import { openAttachments } from './attachments.ts'
import { openCampaigns } from './campaigns.ts'
import { openCases } from './cases.ts'
import { openChats } from './chats.ts'
import { openCitizens } from './citizens.ts'
import type { Config } from './config/config.ts'
import { get } from './domain/sorted.ts'
import { certificateOf, openPhoneDoors } from './doors.ts'
import { createDrainer } from './drainer.ts'
import { type StaffingAlarm, watchStaffing } from './engine/alarm-watch.ts'
import { createDirectoryDesk } from './engine/directory-desk.ts'
import { createEngine } from './engine/engine.ts'
import { fallbackMembers } from './engine/fallback-members.ts'
import { openFiguresBoard } from './engine/figures-board.ts'
import { bookedOf, type Journal } from './engine/journal.ts'
import { createLedgerCheck } from './engine/ledger-check.ts'
import type { Live, Log } from './engine/ports.ts'
import type { Books } from './engine/reconcile.ts'
import { restoredCalls } from './engine/restored-calls.ts'
import { systemClock } from './engine/system-clock.ts'
import { createTargets } from './engine/targets.ts'
import { historyView } from './engine/views.ts'
import { openExports } from './exports.ts'
import { openForecasts } from './forecasts.ts'
import { untilPortFree } from './free-port.ts'
import { addGauges } from './gauges.ts'
import { openKnowledge } from './knowledge.ts'
import { lineOf } from './line-of-store.ts'
import { healthOf, openMessages } from './messages.ts'
import { openNotices } from './notices.ts'
import { openPrivacy } from './privacy.ts'
import { openRatingLinks } from './rating-links.ts'
import { openRecordings } from './recordings.ts'
import { type Seeded, seed } from './seed.ts'
import { seedKnowledge } from './seed-knowledge.ts'
import { openWechat } from './wechat.ts'
import type { AlarmView } from './wire/views.ts'

/** A hotline that runs. */
export interface RunningServer {
  readonly url: string
  readonly seeded: Seeded | null
  /** The file of the key of all recordings, where it was made just now. */
  readonly recordingKeyMade: string | null
  /** Resolves with the reason when another server has taken over: this one must end at once, with nothing more done. */
  readonly over: Promise<string>
  /** Ends in order: callers and talks stay where they are in Asterisk, facts are made durable, the lease is given back. */
  close(): Promise<void>
}

const noAlarms: readonly AlarmView[] = []

/** An orderly end takes 5 s at most: first what is on its way to Asterisk, then pages and requests, then the facts. */
const settleMs = 1_000
const pagesMs = 1_500
const factsMs = 2_000

const tellEach = <T>(all: readonly T[], tell: (each: T) => void): void => {
  for (const each of all) tell(each)
}

/** How long the server before us may take to let go of its port. */
const portMs = 5_000

const within = (ms: number, job: Promise<unknown>): Promise<unknown> =>
  Promise.race([job.catch(() => {}), new Promise(resolve => setTimeout(resolve, ms).unref())])

/**
 * Wires everything and opens the doors: store, figures, engine, pages, telephony. Where another server runs on the same store it calls
 * `standingBy` and waits until that one is gone. Throws what keeps it from starting.
 */
export const startServer = async (
  config: Config,
  log: Log = pino({ level: config.logLevel }),
  standingBy: () => void = () => {},
): Promise<RunningServer> => {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  const clock = systemClock
  const tls = certificateOf(config, clock.now())
  let stoodBy = false
  const standBy = () => {
    stoodBy = true
    standingBy()
  }
  const store = await openStore(config.database, {
    log,
    zone: config.zone,
    closeMs: factsMs,
    standBy,
    spill: { folder: config.spillFolder },
  })
  const acting = watchActing(store.lease, log)
  const seeded = await seed(store, config.demo, hashPassword, clock.now())
  if (config.demo) await seedKnowledge(store, clock.now())
  const ledger = createLedgerCheck({ reads: store.read, clock, zone: config.zone, log })
  const figures = await openFiguresBoard({
    reads: store.read,
    clock,
    zone: config.zone,
    answerTarget: config.answerTarget,
    ledgerIntact: () => ledger.state().intact,
  })
  const metrics = createMetrics()
  const line = await lineOf(store, config.recording.on, clock.now())
  const live: Live = {
    publish: happening => tellEach([hub, campaigns], each => each.publish(happening)),
    committed: facts => tellEach([chats, campaigns], each => each.committed(facts)),
  }
  const booked = async (callId: string) => {
    const found = await store.read.call(callId)
    return found && bookedOf(found.call)
  }
  const books: Books = { journal: { read: () => journal.read() }, booked }
  const engine = createEngine({
    ledger: store,
    live,
    clock,
    log,
    line,
    books,
    fallback: { changed: () => telephony.fallback.changed() },
  })
  const cases = await openCases({ config, store, engine, clock, log })
  const chats = openChats({ store, engine, clock, log })
  const campaigns = openCampaigns({ config, store, engine, cases, links: () => ratingLinks, clock, log })
  const knowledge = openKnowledge({ store, engine, clock, log })
  let phones = await store.read.agents()
  const extensions = new Map(phones.map(({ extension, id }) => [extension, id]))
  /** The phones of all agents; while the store cannot be read, as they were. */
  const agents = async () => {
    try {
      phones = await store.read.agents()
    } catch (error) {
      log.warn({ err: error }, 'agents could not be read; their phones are made as they were')
    }
    return phones
  }
  const telephony = createTelephony(
    {
      ...config.asterisk,
      homeArea: config.homeArea,
      log,
      agents,
      agentOf: extension => extensions.get(extension),
      fallbackMembers: () => fallbackMembers(engine.hotline.line()),
      beforeReturn: acting.beforeReturn,
    },
    {
      ...engine.telephonyEvents,
      up: () => {
        engine.telephonyEvents.up()
        drainer.drain()
      },
    },
  )
  const nameOf = (agentId: string) => get(engine.hotline.line().agents, agentId)?.name ?? null
  const health = () => ({
    telephony: telephony.up,
    store: store.healthy,
    ledger: ledger.state(),
    facts: store.line,
    messages: healthOf(messages.figures),
  })
  const targets = createTargets({
    read: store.read.directory,
    line: engine.hotline.line,
    now: clock.now,
    zone: config.zone,
    homeArea: config.homeArea,
  })
  await targets.refresh()
  const directoryDesk = createDirectoryDesk({
    targets,
    write: store.write,
    line: engine.hotline.line,
    book: engine.book,
    healthy: () => store.healthy,
    clock,
    homeArea: config.homeArea,
  })
  /** Watches once this server serves: before that nobody can be at work. */
  let staffing: StaffingAlarm | null = null
  const hub = createLiveHub({
    hotline: engine.hotline,
    targets,
    history: async (number, callId) => historyView(await store.read.callerHistory(number, callId, clock.now()), nameOf),
    figures,
    telephony: () => telephony.up,
    ledgerBrokenAt: () => ledger.state().brokenAt,
    store: () => store.line,
    alarms: () => staffing?.alarms() ?? noAlarms,
    overLong: config.overLong,
    screenNames: config.screenNames,
    log,
    clock,
    metrics,
  })
  addGauges(metrics, {
    line: engine.hotline.line,
    telephony: () => telephony.up,
    ledger: ledger.state,
    store: () => store.line,
  })
  const recordings = openRecordings({
    config,
    store,
    engine,
    telephony,
    clock,
    log,
    metrics,
    acts: acting.certain,
  })
  const attachments = openAttachments({
    config,
    store,
    book: recordings.book,
    houseKey: recordings.houseKey,
    clock,
    log,
    acts: acting.certain,
    cases: cases.office,
  })
  const privacy = openPrivacy({ config, store, recordings, attachments, clock, log, acts: acting.certain })
  const written = asteriskJournal(telephony.ami, config.homeArea)
  const journal: Journal = {
    read: written.read,
    forget: async callIds => ((await acting.certain()) ? written.forget(callIds) : undefined),
  }
  const drainer = createDrainer({
    journal,
    booked,
    settled: async () => {
      await engine.settled()
      await store.caughtUp()
    },
    line: engine.hotline.line,
    clock,
    log,
    startedAt: () => telephony.startedAt,
    book: engine.book,
  })
  const authenticate = createUpgradeGate({
    reads: store.read,
    clock,
    cookieSecure: config.cookieSecure,
    ...(config.publicOrigin === null ? {} : { publicOrigin: config.publicOrigin }),
  })
  const doors = openPhoneDoors({
    config,
    phones: telephony.browserPhones,
    authenticate,
    onNewest: (agentId, session) => hub.phoneSession(agentId, session),
    clock,
    log,
  })
  const citizenCases = openCitizens({ config, cases, store, attachments: attachments.desk, clock, log })
  const wechat = openWechat({ config, citizens: citizenCases.service, clock, log })
  const webhookHosts = createAllowedHosts(config.messages.webhookHosts)
  const messages = openMessages({ config, store, clock, log, metrics, acts: acting.certain })
  const ratingLinks = openRatingLinks({ config, cases, store, outbox: messages, clock, log })
  const notices = openNotices({ config, store, cases, knowledge, outbox: messages, clock, log })
  const webhook = config.alarmWebhook && createWebhook({ ...config.alarmWebhook, log })
  const alarm = (message: object) => webhook?.send(message)
  const exports = openExports({ config, store, clock, log, metrics, acts: acting.certain, alarm })
  const webFolder = fileURLToPath(new URL('../dist/web', import.meta.url))
  const app = buildServer({
    store,
    hotline: engine.hotline,
    targets,
    directoryDesk,
    recordings: {
      vault: recordings.vault,
      book: recordings.book,
      withoutAudio: recordings.nights.withoutAudio,
      agentsHearOwn: config.recording.agentsHearOwn,
    },
    attachments,
    figures,
    caseDesk: cases.desk,
    caseOffice: cases.office,
    caseAccess: cases.access,
    personErasure: privacy.erasure,
    settings: cases.settings,
    scoreOffice: cases.scores,
    caseSettings: cases.rules,
    knowledgeDesk: knowledge.desk,
    webhookMayLead: url => !('forbidden' in webhookHosts.check(url)),
    zone: config.zone,
    homeArea: config.homeArea,
    health,
    webFolder: existsSync(webFolder) ? webFolder : null,
    log,
    clock,
    ...(config.publicOrigin === null ? {} : { publicOrigin: config.publicOrigin }),
    cookieSecure: config.cookieSecure,
    strictTransport: config.cookieSecure && config.tls !== 'self-made',
    ...(tls && { tls }),
    phone: { server: null, port: config.sipPort },
    phoneSessions: doors.sessions,
    citizens: doors.citizens,
    citizenCases,
    ratingLinks,
    campaignOffice: campaigns.office,
    taskNumbers: campaigns.numbers,
    chats,
    wechat,
    ...(exports && { nightExport: exports }),
    forecasts: openForecasts({ config, clock, log }),
    trustedProxies: config.trustedProxies,
    metrics,
    onSignedOut: tokenHash => {
      hub.signedOut(tokenHash)
      doors.signedOut(tokenHash)
    },
    onDraftSaved: (agentId, callId, updatedAt) => hub.draftSaved(agentId, callId, updatedAt),
  })

  const close = async () => {
    for (const each of [campaigns, chats, drainer, ledger]) each.stop()
    staffing?.stop()
    knowledge.sweep.stop()
    webhook?.stop()
    cases.caretaker.stop()
    recordings.nights.stop()
    await within(
      settleMs,
      Promise.all([
        recordings.keeper.stop(),
        notices.stop(),
        messages.stop(),
        attachments.sweep.stop(),
        privacy.retention.stop(),
        exports?.stop(),
      ]),
    )
    await recordings.closeEncoder()
    engine.stop()
    await within(settleMs, engine.settled())
    doors.close()
    const pages = Promise.all([hub.close(), app.close()])
    await Promise.all([within(pagesMs, telephony.close()), within(pagesMs, pages)])
    app.server.closeAllConnections()
    acting.stop()
    await store.close()
  }

  try {
    const [unfinished] = await Promise.all([store.read.unfinished(), chats.restore()])
    await engine.restore({ ...unfinished, attempts: campaigns.letRing(unfinished.attempts ?? []) })
    hub.restore(restoredCalls(engine.hotline.line(), unfinished, clock.now()))
    engine.attach(guardTelephony(telephony, acting))
    hub.attach(app.server, authenticate, doors.upgrade)
    if (stoodBy) await untilPortFree(config.httpHost, config.httpPort, portMs)
    await app.listen({ host: config.httpHost, port: config.httpPort })
    const byNight = [recordings.nights, recordings.keeper, privacy.retention, knowledge.sweep, attachments.sweep]
    for (const each of [ledger, cases.caretaker, messages, notices, ...byNight]) each.start()
    wechat?.start()
    exports?.start()
    campaigns.start()
    staffing = watchStaffing({ line: engine.hotline.line, clock, log, send: alarm })
  } catch (error) {
    await close()
    throw error
  }
  const { port } = app.server.address() as AddressInfo
  const host = config.httpHost === '0.0.0.0' ? '127.0.0.1' : config.httpHost
  return {
    url: `${tls ? 'https' : 'http'}://${host}:${port}`,
    seeded,
    recordingKeyMade: recordings.keyMade,
    over: acting.over,
    close,
  }
}
