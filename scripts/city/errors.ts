export type CityErrorCode =
  | 'asterisk_unreachable'
  | 'phone_refused'
  | 'phone_exists'
  | 'not_registered'
  | 'number_taken'
  | 'sign_in_failed'
  | 'server_failed'
  | 'city_stopped'

/** What the city could not do, in one sentence and with a stable code. */
export class CityError extends Error {
  readonly code: CityErrorCode

  constructor(code: CityErrorCode, message: string) {
    super(message)
    this.name = 'CityError'
    this.code = code
  }
}
