import type { MessageCipher } from './message-cipher.ts'
import { signatureOf } from './signature.ts'

/** WeChat takes texts up to 2048 bytes (回复文本消息, 客服消息); a longer one would be refused as a whole. */
const mostBytes = 2_048

/** The text as far as WeChat takes it, cut between characters. */
export const fitted = (text: string): string => {
  const whole = text.toWellFormed()
  if (Buffer.byteLength(whole) <= mostBytes) return whole
  let [kept, bytes] = ['', Buffer.byteLength('…')]
  for (const character of whole) {
    bytes += Buffer.byteLength(character)
    if (bytes > mostBytes) break
    kept += character
  }
  return `${kept}…`
}

/** Text that came from people: WeChat makes links of `<a href>` in what we send, so their `<` is another sign. */
export const shown = (text: string): string => text.replaceAll('<', '＜')

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** A text as the answer to a message. `at`: s since 1970. */
export const textReply = (to: string, from: string, at: number, text: string): string =>
  `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName><CreateTime>${at}</CreateTime><MsgType>${cdata('text')}</MsgType><Content>${cdata(text)}</Content></xml>`

/** The same, encrypted and signed; the nonce is the one of the question. */
export const sealedReply = (
  reply: string,
  { cipher, token, nonce, at }: { cipher: MessageCipher; token: string; nonce: string; at: number },
): string => {
  const encrypted = cipher.seal(reply)
  const signature = signatureOf(token, String(at), nonce, encrypted)
  return `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${at}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
}
