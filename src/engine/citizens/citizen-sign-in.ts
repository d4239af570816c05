/** A citizen who is signed in: nothing is known of him but that he is the same one again. */
export interface Citizen {
  /** The keyed hash of his openid. */
  readonly key: string
  /** UTC ms. */
  readonly expiresAt: number
}

/** The way to another house's sign-in, and the ticket that binds it to this browser. */
export interface SignInStart {
  readonly url: string
  /** For a cookie of this browser; `finish` wants it back. */
  readonly ticket: string
  /** How long the ticket holds, s. */
  readonly seconds: number
}

/** Signed in: the session is for a cookie. */
export interface CitizenSignedIn {
  readonly session: string
  /** How long the session holds, s. */
  readonly seconds: number
  /** The page of ours that he came from. */
  readonly back: string
}

/** Citizens sign in elsewhere (WeChat) and are known here by a keyed hash alone. */
export interface CitizenSignIn {
  /** `back`: a path of this site. */
  start(back: string): SignInStart
  /** `refused`: not started in this browser, too late, used before, or not believed over there. `away`: nobody answers over there. */
  finish(answer: {
    readonly code: string
    readonly state: string
    readonly ticket: string | null
  }): Promise<CitizenSignedIn | 'refused' | 'away'>
  /** The one behind a session, or null. */
  citizenOf(session: string | null): Citizen | null
}
