import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Registry } from 'prom-client'
import type { NumberPlan } from '../../domain/campaign/dialable.ts'
import type { Fact } from '../../domain/fact.ts'
import type { AttachmentDesk } from '../../engine/attachments/attachment-desk.ts'
import type { AttachmentReaders } from '../../engine/attachments/may-read.ts'
import type { CampaignOffice } from '../../engine/campaigns/campaign-office.ts'
import type { CaseAccess } from '../../engine/cases/case-access.ts'
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import type { CaseOffice } from '../../engine/cases/case-office.ts'
import type { CaseSettings } from '../../engine/cases/case-settings.ts'
import type { ChatRooms } from '../../engine/chats/chat-rooms.ts'
import type { CitizenCases } from '../../engine/citizens/citizen-cases.ts'
import type { CitizenPhotos } from '../../engine/citizens/citizen-photos.ts'
import type { CitizenSignIn } from '../../engine/citizens/citizen-sign-in.ts'
import type { RatingLinks } from '../../engine/citizens/rating-links.ts'
import type { WechatDoor } from '../../engine/citizens/wechat-door.ts'
import type { DirectoryDesk } from '../../engine/directory-desk.ts'
import type { NightExport } from '../../engine/export/night-export.ts'
import type { FiguresBoard } from '../../engine/figures-board.ts'
import type { Health } from '../../engine/health.ts'
import type { KnowledgeDesk } from '../../engine/knowledge/knowledge-desk.ts'
import type { Clock, Hotline, Log } from '../../engine/ports.ts'
import type { PersonErasure } from '../../engine/privacy/person-erasure.ts'
import type { RecordingVault } from '../../engine/recordings/ports.ts'
import type { ScoreOffice } from '../../engine/scoring/score-office.ts'
import type { SettingsBook } from '../../engine/settings/settings-book.ts'
import type { ForecastDesk } from '../../engine/staffing/forecast-desk.ts'
import type { CallRow, Store } from '../../engine/store.ts'
import type { Targets } from '../../engine/targets.ts'
import type { Viewer } from '../../engine/viewer.ts'
import type { Challenges } from './citizens/challenges.ts'
import { ApiError } from './errors.ts'
import type { CitizenLines } from './phone/citizen-lines.ts'
import type { PhoneSessions } from './phone/phone-sessions.ts'
import type { Uploads } from './uploads.ts'

/** Fastify whose handlers get their types from the TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** All that the routes lean on. */
export interface ServerParts {
  readonly store: Pick<Store, 'read' | 'write'>
  readonly hotline: Hotline
  /** Whom agents can call into a talk. */
  readonly targets: Pick<Targets, 'directory' | 'topics'>
  /** Changes whom they can call. */
  readonly directoryDesk: DirectoryDesk
  /** Recordings as they are kept, answered calls without one, and the ledger, which must hold what is done with them. */
  readonly recordings: {
    readonly vault: Pick<RecordingVault, 'kept' | 'open'>
    withoutAudio(from: number, to: number): Promise<readonly CallRow[]>
    /** Whether agents may hear the calls they talked in; left out: they may not. */
    readonly agentsHearOwn?: boolean
    /** Rejects where the facts cannot be kept. */
    book(facts: readonly Fact[]): Promise<void>
  }
  /** Attachments of cases, who may see them, and how they come in. Left out: there are none here. */
  readonly attachments?: {
    readonly desk: Pick<AttachmentDesk, 'keep' | 'find' | 'open' | 'erase' | 'refuseAttach' | 'attach'>
    readonly readers: AttachmentReaders
    readonly uploads: Uploads
  }
  readonly figures: FiguresBoard
  /** Left out: nothing can be registered here. */
  readonly caseDesk?: CaseDesk
  readonly caseOffice?: CaseOffice
  /** Left out: nobody is told whose case it is, and nobody sees confidential ones. */
  readonly caseAccess?: CaseAccess
  /** Left out: nobody's data can be erased here. */
  readonly personErasure?: PersonErasure
  readonly settings?: SettingsBook
  readonly caseSettings?: CaseSettings
  /** Left out: there is no knowledge base here. */
  readonly knowledgeDesk?: KnowledgeDesk
  /** Left out: nobody is scored here. */
  readonly scoreOffice?: ScoreOffice
  /** Whether a webhook may lead to an address; left out: by HTTPS only. */
  readonly webhookMayLead?: (url: URL) => boolean
  /** The city's zone and its area code with the 0, such as `0513`. */
  readonly zone?: string
  readonly homeArea?: string
  readonly health: () => Health
  /** Folder of the built pages; null: none are served. */
  readonly webFolder: string | null
  readonly log: Log
  readonly clock: Clock
  /** The origin that browsers use, such as `https://12345.example.gov.cn`, where a proxy in front changes the host. */
  readonly publicOrigin?: string
  /** Whether browsers reach us by HTTPS only: the cookie is then never sent in the clear. */
  readonly cookieSecure: boolean
  /** Whether browsers may be told to come by HTTPS for ever: not with a certificate that they warn of. Default: as cookieSecure. */
  readonly strictTransport?: boolean
  /** Where agents' phones register. `server` null: the host that the page came from. */
  readonly phone: { readonly server: string | null; readonly port: number }
  readonly phoneSessions: PhoneSessions
  /** Lines by which pages play citizens; null but in a demo. */
  readonly citizens: CitizenLines | null
  /** What citizens ask in writing, the work they do before they send, and under what an address is counted. Left out: they cannot. */
  readonly ratingLinks?: RatingLinks
  readonly citizenCases?: {
    readonly service: CitizenCases
    readonly challenges: Challenges
    /** Photos of the page, and how they come in. Left out: none are taken. */
    readonly photos?: CitizenPhotos
    readonly uploads?: Uploads
    keyOfAddress(address: string): string
  }
  /** Callback tasks; left out: none are made by the API. `taskNumbers`: which numbers may be rung. */
  readonly campaignOffice?: Pick<CampaignOffice, 'create' | 'createOfCases'>
  readonly taskNumbers?: () => NumberPlan
  /** Where citizens write with agents; left out: they cannot. */
  readonly chats?: ChatRooms
  /** Where WeChat knocks, and where citizens sign in by it; left out: there is no official account. */
  readonly wechat?: { readonly door: WechatDoor; readonly signIn: CitizenSignIn } | null
  /** Left out: days are not exported here. */
  readonly nightExport?: Pick<NightExport, 'state' | 'run'>
  /** Left out: nothing is forecast here. */
  readonly forecasts?: ForecastDesk
  /** Certificate and key as PEM, where this server itself speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string }
  readonly metrics: Registry
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  /** Told when a sign-in was ended, so that its open sockets can be closed. */
  readonly onSignedOut?: (tokenHash: string) => void
  /** Told when an agent's draft about a call was saved, so that his other pages can show it. */
  readonly onDraftSaved?: (agentId: string, callId: string, updatedAt: number) => void
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null
  }
}

/** Who makes this request. Throws `not_signed_in` outside the private scope. */
export const viewerOf = (request: FastifyRequest): Viewer => {
  if (!request.viewer) throw new ApiError('not_signed_in')
  return request.viewer
}
