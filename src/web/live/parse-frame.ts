import type { ToPage } from '../../wire/live.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const wellFormed = (frame: Record<string, unknown>): boolean => {
  switch (frame.type) {
    case 'welcome':
      return Number.isInteger(frame.version) && Number.isFinite(frame.serverTime)
    case 'snapshot':
      return Number.isInteger(frame.seq) && Number.isFinite(frame.serverTime)
    case 'event':
      return Number.isInteger(frame.seq) && isRecord(frame.change) && typeof frame.change.name === 'string'
    case 'answer':
      return typeof frame.id === 'string' && typeof frame.ok === 'boolean'
    case 'error':
      return typeof frame.code === 'string'
    case 'pong':
      return Number.isFinite(frame.serverTime)
    default:
      return false
  }
}

/**
 * A frame of the server, or null for what is not one. The envelope is checked here; what is inside comes from the same
 * server in the same version (see `welcome`) and is rendered as text only.
 */
export const parseFrame = (data: unknown): ToPage | null => {
  if (typeof data !== 'string') return null
  try {
    const frame: unknown = JSON.parse(data)
    return isRecord(frame) && wellFormed(frame) ? (frame as unknown as ToPage) : null
  } catch {
    return null
  }
}
