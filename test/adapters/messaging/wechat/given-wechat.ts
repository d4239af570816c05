import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/*
 * WeChat's side, written from its published rules (消息加解密说明, 接收普通消息, 接收事件推送) and nothing of ours, so that both sides cannot be wrong alike.
 */

export const account = {
  appId: 'wx2c2769f8efd9abc2',
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  name: 'gh_10f6c3c3ac5a',
}
export const openid = 'oyORnuP8q7ou2gfYjqLzSIWZf0rs'

type Account = typeof account

const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')

export const encrypt = (text: string, { aesKey, appId }: Account): string => {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const message = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeInt32BE(message.length)
  const whole = Buffer.concat([randomBytes(16), length, message, Buffer.from(appId)])
  const count = 32 - (whole.length % 32)
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  aes.setAutoPadding(false)
  return Buffer.concat([aes.update(Buffer.concat([whole, Buffer.alloc(count, count)])), aes.final()]).toString('base64')
}

export const decrypt = (encrypted: string, { aesKey, appId }: Account): string => {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const aes = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
  aes.setAutoPadding(false)
  const whole = Buffer.concat([aes.update(encrypted, 'base64'), aes.final()])
  const end = 20 + whole.readInt32BE(16)
  const count = whole[whole.length - 1] ?? 0
  const to = whole.subarray(end, whole.length - count).toString()
  if (to !== appId) throw new Error(`an answer for ${to}`)
  return whole.subarray(20, end).toString('utf8')
}

/** The field of an answer, as a person would read it. */
export const field = (xml: string, name: string): string => {
  const found = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1] ?? ''
  return found
    .replaceAll(']]]]><![CDATA[>', '\u0001')
    .replace(/^<!\[CDATA\[(.*)\]\]>$/s, '$1')
    .replaceAll('\u0001', ']]>')
}

let lastId = 6_054_768_590_064_713_000n
/** The XML of a message; fields that are not numbers stand in CDATA. */
export const messageXml = (fields: Readonly<Record<string, string | number>>, at: number, from = openid): string => {
  const all: Record<string, string | number> = {
    ToUserName: account.name,
    FromUserName: from,
    CreateTime: at,
    ...fields,
  }
  if (fields.MsgType !== 'event') {
    lastId += 1n
    all.MsgId ??= String(lastId)
  }
  const written = Object.entries(all).map(([name, value]) =>
    typeof value === 'number' || name === 'MsgId'
      ? `<${name}>${value}</${name}>`
      : `<${name}><![CDATA[${value}]]></${name}>`,
  )
  return `<xml>${written.join('\n')}</xml>`
}

export interface Knock {
  readonly url: string
  readonly body: string
}

export interface KnockOptions {
  readonly mode?: 'safe' | 'compatible' | 'plain'
  readonly nonce?: string
  readonly as?: Account
}

/** What WeChat posts to bring this XML. `at`: s since 1970. */
export const knock = (xml: string, at: number, { mode = 'safe', nonce, as = account }: KnockOptions = {}): Knock => {
  const once = nonce ?? String(randomBytes(4).readUInt32BE())
  const query = new URLSearchParams({
    signature: sha1(as.token, String(at), once),
    timestamp: String(at),
    nonce: once,
    openid,
  })
  if (mode === 'plain') return { url: `/api/wechat?${query}`, body: xml }
  const encrypted = encrypt(xml, as)
  query.set('encrypt_type', 'aes')
  query.set('msg_signature', sha1(as.token, String(at), once, encrypted))
  const envelope = `<Encrypt><![CDATA[${encrypted}]]></Encrypt>`
  const body =
    mode === 'safe'
      ? `<xml><ToUserName><![CDATA[${account.name}]]></ToUserName>${envelope}</xml>`
      : xml.replace('</xml>', `${envelope}</xml>`)
  return { url: `/api/wechat?${query}`, body }
}

/** The plain answer within a sealed one, once its signature is found right. Throws where WeChat would show an error. */
export const openAnswer = (body: string, as: Account = account): string => {
  const [encrypted, signature, at, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(name =>
    field(body, name),
  )
  if (!encrypted || !signature || !at || !nonce) throw new Error(`no sealed answer: ${body}`)
  if (sha1(as.token, at, nonce, encrypted) !== signature) throw new Error('wrongly signed')
  return decrypt(encrypted, as)
}

/** What the citizen reads, or null where WeChat shows nothing. */
export const textIn = (body: string, mode: 'safe' | 'plain' = 'safe'): string | null => {
  if (body === 'success' || body === '') return null
  const plain = mode === 'plain' ? body : openAnswer(body)
  return field(plain, 'Content')
}
