import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './app.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the body of this route may take minutes: it watches over it itself (uploads.ts). */
    readonly slowBody?: boolean
  }
}

/** How long a request may take to come in, but for uploads, ms. */
export const requestMs = 15_000

/** The same for uploads: the largest at 1 Mbit/s. Node knows one limit for all. */
export const uploadMs = 8 * 60_000

/** Closes connections whose request does not come to its end. */
export const refuseSlowBodies = (app: Pick<App, 'addHook'>, withinMs = requestMs): void => {
  const waiting = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  const arrived = async (request: FastifyRequest) => clearTimeout(waiting.get(request))
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { headers, routeOptions } = request
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
    if (!hasBody || routeOptions.config.slowBody) return
    const timer = setTimeout(() => reply.raw.destroy(), withinMs).unref()
    waiting.set(request, timer)
  })
  app.addHook('preValidation', arrived)
  app.addHook('onResponse', arrived)
}
