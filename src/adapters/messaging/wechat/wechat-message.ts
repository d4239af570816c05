import type { FlatXml } from './flat-xml.ts'

interface Sent {
  /** The openid of the citizen. */
  readonly from: string
  /** The account's own name, `gh_…`. */
  readonly to: string
  /** The same for each retry of one message. */
  readonly id: string
}

/** What citizens send and do, as far as the hotline understands it (接收普通消息, 接收事件推送). */
export type WechatMessage = Sent &
  (
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'image'; readonly mediaId: string }
    /** `heard`: what WeChat understood; empty: nothing. */
    | { readonly type: 'voice'; readonly heard: string }
    | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly label: string }
    | { readonly type: 'event'; readonly event: WechatEvent; readonly key: string }
  )

const events = ['subscribe', 'unsubscribe', 'CLICK', 'VIEW', 'SCAN'] as const
export type WechatEvent = (typeof events)[number]

const nameForm = /^[\w-]{1,64}$/
const mediaForm = /^[\w-]{1,256}$/
const degreesForm = /^-?\d{1,3}(\.\d{1,15})?$/

const partOf = (fields: FlatXml) => {
  const field = (name: string): string => fields.get(name) ?? ''
  switch (field('MsgType')) {
    case 'text':
      return { type: 'text', text: field('Content') } as const
    case 'image':
      return mediaForm.test(field('MediaId')) ? ({ type: 'image', mediaId: field('MediaId') } as const) : null
    case 'voice':
      return { type: 'voice', heard: field('Recognition') } as const
    case 'location': {
      const [x, y] = [field('Location_X'), field('Location_Y')]
      if (!degreesForm.test(x) || !degreesForm.test(y)) return null
      return { type: 'location', latitude: Number(x), longitude: Number(y), label: field('Label') } as const
    }
    case 'event': {
      const event = events.find(each => each === field('Event'))
      return event ? ({ type: 'event', event, key: field('EventKey') } as const) : null
    }
    default:
      return null
  }
}

/** Events have no MsgId: WeChat tells retries of them by sender and time (接收事件推送). */
const idOf = (fields: FlatXml): string =>
  fields.get('MsgId') ||
  ['FromUserName', 'CreateTime', 'Event', 'EventKey']
    .map(name => fields.get(name) ?? '')
    .join('|')
    .slice(0, 400)

/** The message in these fields; `unknown`: of a kind that the hotline does nothing about; null: it has no sender. */
export const messageOf = (fields: FlatXml): WechatMessage | 'unknown' | null => {
  const [from, to] = [fields.get('FromUserName') ?? '', fields.get('ToUserName') ?? '']
  if (!nameForm.test(from) || !nameForm.test(to)) return null
  const part = partOf(fields)
  return part ? { from, to, id: idOf(fields), ...part } : 'unknown'
}
