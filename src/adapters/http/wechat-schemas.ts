import { Type } from 'typebox'

const hexadecimal = (description: string) => Type.String({ pattern: '^[0-9a-f]{40}$', description })

const stamp = {
  timestamp: Type.String({ pattern: '^\\d{9,11}$', description: 's since 1970' }),
  nonce: Type.String({ pattern: '^[\\w-]{1,64}$' }),
}

/** What WeChat puts behind our address. Fields that are not listed may come and mean nothing: the list is WeChat's. */
export const WechatQuerySchema = Type.Object(
  {
    ...stamp,
    signature: Type.Optional(hexadecimal('Of token, timestamp and nonce')),
    encrypt_type: Type.Optional(Type.Union([Type.Literal('aes'), Type.Literal('raw')])),
    msg_signature: Type.Optional(hexadecimal('Of token, timestamp, nonce and cipher text')),
  },
  { additionalProperties: true },
)

export const EchoSchema = Type.Object(
  {
    ...stamp,
    signature: hexadecimal('Of token, timestamp and nonce'),
    echostr: Type.String({ pattern: '^[\\w=+/-]{1,256}$', description: 'To be given back as it is' }),
  },
  { additionalProperties: true },
)

/** A path of this site and nothing else, so that nobody is led away. */
export const BackSchema = Type.Object(
  { back: Type.String({ pattern: '^/citizen(/[A-Za-z0-9-]{1,40}){0,3}$', description: 'A page of this site' }) },
  { additionalProperties: false },
)

export const ReturnSchema = Type.Object(
  {
    code: Type.String({ pattern: '^[\\w-]{1,512}$' }),
    state: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: true },
)

export const WechatCitizenSchema = Type.Object({
  signedIn: Type.Boolean(),
  until: Type.Union([Type.Integer(), Type.Null()], { description: 'UTC ms' }),
})
