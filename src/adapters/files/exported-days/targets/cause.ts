/** The code or, without one, the message of what a library threw. */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? causeOf(error.cause) : error.message
}
