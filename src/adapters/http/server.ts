import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import type { App, ServerParts } from './app.ts'
import { answerBrokenRequest, answerError } from './error-handling.ts'
import { guardAdmin, guardHouse, guardLeader, guardListener, guardOrigin, guardSignedIn } from './guards.ts'
import { timeRequests } from './metrics.ts'
import { servePages } from './pages.ts'
import { agentRoutes } from './routes/agents.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { attemptRoutes } from './routes/attempts.ts'
import { callCaseRoutes, undecidedCountRoutes } from './routes/call-cases.ts'
import { callTargetRoutes } from './routes/call-targets.ts'
import { callRoutes } from './routes/calls.ts'
import { campaignRoutes } from './routes/campaigns.ts'
import { caseAccessRoutes } from './routes/case-access.ts'
import { caseDueRoutes } from './routes/case-due.ts'
import { caseStepRoutes } from './routes/case-steps.ts'
import { caseRoutes } from './routes/cases.ts'
import { chatRoutes, citizenChatRoutes } from './routes/chats.ts'
import { citizenRoutes } from './routes/citizen.ts'
import { citizenCaseRoutes } from './routes/citizen-cases.ts'
import { directoryRoutes } from './routes/directory.ts'
import { draftRoutes } from './routes/drafts.ts'
import { exportRoutes } from './routes/exports.ts'
import { figureRoutes } from './routes/figures.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { healthRoutes } from './routes/health.ts'
import { houseSettingRoutes, unitRoutes } from './routes/house-settings.ts'
import { keptPlaceOptionRoutes, keptPlaceRoutes } from './routes/kept-places.ts'
import { knowledgeRoutes, publicKnowledgeRoutes } from './routes/knowledge.ts'
import { missedCallRoutes } from './routes/missed-calls.ts'
import { myContactRoutes } from './routes/my-contact.ts'
import { officeQueueRoutes } from './routes/office-queues.ts'
import { personRoutes } from './routes/persons.ts'
import { phoneRoutes } from './routes/phone.ts'
import { queueRoutes, queueSwitchRoutes, queueTargetRoutes } from './routes/queues.ts'
import { ratingLinkRoutes } from './routes/rating-links.ts'
import { ratingRoutes } from './routes/ratings.ts'
import { recordingRoutes } from './routes/recordings.ts'
import { scoreRoutes } from './routes/scores.ts'
import { sessionRoutes, signInRoutes } from './routes/session.ts'
import { similarCaseRoutes } from './routes/similar-cases.ts'
import { taskFileRoutes } from './routes/task-files.ts'
import { tasksOfCasesRoutes } from './routes/tasks-of-cases.ts'
import { unitApiRoutes } from './routes/unit-api.ts'
import { unitDeskRoutes } from './routes/unit-desk.ts'
import { unitSystemRoutes } from './routes/unit-systems.ts'
import { visitRoutes } from './routes/visits.ts'
import { waitingRoutes } from './routes/waiting.ts'
import { wechatRoutes } from './routes/wechat.ts'
import { NoQuerySchema } from './schemas.ts'
import { securityHeaders } from './security-headers.ts'
import { refuseSlowBodies, requestMs, uploadMs } from './slow-bodies.ts'
import { guardUnitKey } from './unit-keys.ts'
import { validatorCompiler } from './validation.ts'

const headerLimits = { headersTimeout: 10_000, maxHeaderSize: 16 * 1024 }

/** The HTTP side of the hotline, built and not yet listening. Who may do what follows from the scope a route is registered in. */
export const buildServer = (parts: ServerParts): App => {
  const fail = answerError(parts.log)
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    requestTimeout: uploadMs + requestMs,
    handlerTimeout: 20_000,
    keepAliveTimeout: 30_000,
    ...(parts.tls ? { https: { ...parts.tls, ...headerLimits } } : { http: headerLimits }),
    routerOptions: { maxParamLength: 200 },
    trustProxy: parts.trustedProxies ? [...parts.trustedProxies] : false,
    frameworkErrors: fail,
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setErrorHandler(fail)
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('viewer', null)
  app.decorateRequest('unitKey', null)
  app.addHook('onRequest', securityHeaders(parts.strictTransport ?? parts.cookieSecure))
  app.addHook('onRequest', guardOrigin(parts.publicOrigin))
  app.addHook('onRoute', ({ schema }) => {
    if (schema && !schema.hide) schema.querystring ??= NoQuerySchema
  })
  refuseSlowBodies(app)
  timeRequests(app, parts.metrics)
  app.register(cookie)
  app.register(rateLimit, { global: false })
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Yihao 一号', version: '1', description: 'The API of the 12345 hotline' },
    },
  })
  servePages(app, parts.webFolder)

  app.register(async open => {
    signInRoutes(open, parts)
    healthRoutes(open, parts)
    citizenRoutes(open, parts)
    citizenCaseRoutes(open, parts)
    citizenChatRoutes(open, parts)
    ratingLinkRoutes(open, parts)
    wechatRoutes(open, parts)
    publicKnowledgeRoutes(open, parts)
    open.get('/api/openapi.json', { schema: { summary: 'This document', tags: ['api'] } }, async () => app.swagger())
  })
  app.register(async units => {
    units.addHook('onRequest', guardUnitKey(units, parts))
    unitApiRoutes(units, parts)
  })
  app.register(async signedIn => {
    signedIn.addHook('onRequest', guardSignedIn(parts))
    for (const routes of [
      sessionRoutes,
      caseRoutes,
      caseStepRoutes,
      unitRoutes,
      attachmentRoutes,
      unitDeskRoutes,
      caseDueRoutes,
      officeQueueRoutes,
      ratingRoutes,
      scoreRoutes,
      caseAccessRoutes,
    ])
      routes(signedIn, parts)
    signedIn.register(async house => {
      house.addHook('onRequest', guardHouse)
      for (const routes of [
        callRoutes,
        callTargetRoutes,
        callCaseRoutes,
        attemptRoutes,
        campaignRoutes,
        tasksOfCasesRoutes,
        chatRoutes,
        similarCaseRoutes,
        draftRoutes,
        keptPlaceRoutes,
        exportRoutes,
        forecastRoutes,
        knowledgeRoutes,
        myContactRoutes,
        queueRoutes,
        figureRoutes,
        phoneRoutes,
        visitRoutes,
      ])
        routes(house, parts)
      // its own kind of body is no other route's
      house.register(async files => taskFileRoutes(files, parts))
    })
    signedIn.register(async leaders => {
      leaders.addHook('onRequest', guardLeader)
      for (const routes of [agentRoutes, queueSwitchRoutes, missedCallRoutes, waitingRoutes, undecidedCountRoutes])
        routes(leaders, parts)
    })
    signedIn.register(async admins => {
      admins.addHook('onRequest', guardAdmin)
      for (const routes of [
        directoryRoutes,
        queueTargetRoutes,
        keptPlaceOptionRoutes,
        houseSettingRoutes,
        unitSystemRoutes,
        personRoutes,
      ])
        routes(admins, parts)
    })
    signedIn.register(async listeners => {
      listeners.addHook('onRequest', guardListener(parts))
      recordingRoutes(listeners, parts)
    })
  })
  return app
}
