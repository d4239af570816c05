export type AsteriskErrorCode =
  | 'asterisk_missing'
  | 'asterisk_too_old'
  | 'asterisk_setting'
  | 'port_taken'
  | 'start_failed'
  | 'bad_value'

/** One plain sentence that names the setting to change, and a stable code. */
export class AsteriskError extends Error {
  readonly code: AsteriskErrorCode

  constructor(code: AsteriskErrorCode, message: string) {
    super(message)
    this.name = 'AsteriskError'
    this.code = code
  }
}
