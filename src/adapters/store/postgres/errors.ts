/** Classes and codes of PostgreSQL that pass: connection, resources, shutdown, a transaction that was given up, and conflicts with another. */
const passingStates = /^(08|53|57P0[1-3]|57014|25P03|40001|40P01|55P03)/
const passingSystemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])

/** Whether a failed commit may go through later. Errors of the client itself have no code and mean a lost connection. */
export const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false
  if (error instanceof AggregateError) return error.errors.every(mayPass)
  if (!('code' in error) || error.code === undefined)
    return /connection|timeout|client was closed|not queryable/i.test(error.message)
  const code = String(error.code)
  return passingStates.test(code) || passingSystemErrors.has(code)
}
