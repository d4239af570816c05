import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { App } from './app.ts'

/** A registry with the process's own figures; whoever has a figure adds it here (labels of few values only). */
export const createMetrics = (): Registry => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'yihao_' })
  return registry
}

/** Times each request by route, method and class of status. Unknown paths share one label. */
export const timeRequests = (app: App, registry: Registry): void => {
  const seconds = new Histogram({
    name: 'yihao_http_request_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
  })
}
