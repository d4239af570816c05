import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './app.ts'
import { ApiError } from './errors.ts'

const page = 'index.html'
/** The citizen's page, which stands by itself. */
const citizensPage = 'citizen-cases/index.html'
const citizensPath = /^\/12345\/?$/
const year = 365 * 24 * 3_600

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''
/** Paths under which there is a file, a route, or nothing: never the page. */
const noPage = /^\/(api|assets|healthz|readyz|metrics)(\/|$)/

/**
 * Serves the built pages. Files under /assets carry a hash in their names and may be kept for a year; `/12345` is the citizen's page; any other path that
 * is no route is a place within the one page of those who work here. Both are always asked for anew.
 */
export const servePages = (app: App, folder: string | null): void => {
  const built = folder !== null && existsSync(join(folder, page))
  if (built) {
    app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      index: [page],
      schemaHide: true,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'))
        reply.header('cache-control', hashed ? `public, max-age=${year}, immutable` : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const asksForPage = request.method === 'GET' || request.method === 'HEAD'
    if (!built || !asksForPage || noPage.test(pathOf(request.url))) throw new ApiError('not_found')
    return reply.sendFile(citizensPath.test(pathOf(request.url)) ? citizensPage : page)
  })
}
