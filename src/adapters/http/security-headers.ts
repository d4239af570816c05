import type { FastifyReply, FastifyRequest } from 'fastify'

/** Scripts, styles and pictures come from our own files alone; antd's styles are made at build time. */
const policy = [
  "default-src 'self'",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Sets the headers that keep other sites, frames and old caches out of every answer. */
export const securityHeaders = (https: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
  reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
    'x-request-id': request.id,
  })
  if (https) reply.header('strict-transport-security', 'max-age=31536000')
  if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
}
