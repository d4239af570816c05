/** What the hotline depends on, and whether each is there now. */
export interface Health {
  readonly telephony: boolean
  readonly store: boolean
}
