/** What WeChat writes behind our address, as it came. */
export interface WechatQuery {
  readonly signature?: string
  readonly timestamp: string
  readonly nonce: string
  /** `aes`: the body is encrypted; `raw` or left out: it is not. */
  readonly encrypt_type?: string
  readonly msg_signature?: string
}

/** `refused`: not from WeChat, too old, or sent before. `malformed`: from WeChat or not, no message can be read from it. */
export type WechatAnswer =
  | { readonly kind: 'answer'; readonly type: 'text/plain' | 'text/xml'; readonly body: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'malformed' }

/** Where WeChat's servers knock. */
export interface WechatDoor {
  /** The proof, asked for when the address is set, that it is ours: the echo, or null where the signature is wrong. */
  echo(query: WechatQuery & { readonly echostr: string }): string | null
  /** A message or an event. Answers within the 5 s that WeChat waits, and the same to each of its retries. */
  message(query: WechatQuery, body: Uint8Array): Promise<WechatAnswer>
}
