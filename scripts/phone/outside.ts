import { randomBytes } from 'node:crypto'
import { header, headerLines, methodOf, type SipMessage } from '../bench/sip.ts'
import { openSipSocket } from '../bench/udp.ts'
import { openToneSound, soundPortOf, type ToneSound, toneSdp } from './tone-sound.ts'

/** What happens to a call to a number outside; `unknown`: the network has no such number. */
export type OutsideManner = 'answers' | 'rings' | 'busy' | 'unknown'

/** One call that came to a number outside. */
export interface OutsideCall extends Pick<ToneSound, 'hears' | 'heardAt'> {
  readonly number: string
  readonly answered: boolean
  readonly ended: boolean
  hangUp(): void
}

/** Everybody whom the hotline's trunk can reach. */
export interface Outside {
  /** All calls so far, the newest last. */
  readonly calls: readonly OutsideCall[]
  /** Numbers that were never named are `unknown`. */
  behave(number: string, manner: OutsideManner): void
  close(): Promise<void>
}

interface Dialog extends OutsideCall {
  answered: boolean
  ended: boolean
  /** What the INVITE was answered with last, for one that is sent again. */
  last: () => void
  readonly invite: SipMessage
  readonly sound: ToneSound
}

const answers = { rings: '180 Ringing', busy: '486 Busy Here', unknown: '404 Not Found' } as const

/** Takes the calls of the trunk at `port`, from the Asterisk at `sipPort`; whoever answers sends a tone of `hertz`. */
export const openOutside = async (sipPort: number, port: number, hertz: number): Promise<Outside> => {
  const manners = new Map<string, OutsideManner>()
  const dialogs = new Map<string, Dialog>()
  const tag = randomBytes(6).toString('hex')

  const answer = (message: SipMessage, status: string, body = '') => {
    const tagged = headerLines(message, 'Via', 'From', 'To', 'Call-ID', 'CSeq').map(line =>
      /^To:/i.test(line) && !/;tag=/.test(line) ? `${line};tag=${tag}` : line,
    )
    sip.send([`SIP/2.0 ${status}`, ...tagged, `Contact: <sip:outside@127.0.0.1:${port}>`], body)
  }
  const hangUp = (dialog: Dialog) => {
    if (!dialog.answered || dialog.ended) return
    dialog.ended = true
    const { invite } = dialog
    const where = /<([^>]+)>/.exec(header(invite, 'Contact'))?.[1] ?? ''
    sip.send([
      `BYE ${where} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
      'Max-Forwards: 70',
      `From: ${header(invite, 'To')};tag=${tag}`,
      `To: ${header(invite, 'From')}`,
      `Call-ID: ${header(invite, 'Call-ID')}`,
      'CSeq: 1 BYE',
    ])
  }
  const invited = async (message: SipMessage) => {
    const known = dialogs.get(header(message, 'Call-ID'))
    if (known) return known.last()
    const manner = manners.get(message.target) ?? 'unknown'
    const sound = await openToneSound(hertz)
    const dialog: Dialog = {
      number: message.target,
      answered: manner === 'answers',
      ended: manner === 'busy' || manner === 'unknown',
      invite: message,
      sound,
      hears: sound.hears,
      heardAt: sound.heardAt,
      hangUp: () => hangUp(dialog),
      last: () =>
        manner === 'answers' ? answer(message, '200 OK', toneSdp(sound.port)) : answer(message, answers[manner]),
    }
    dialogs.set(header(message, 'Call-ID'), dialog)
    if (dialog.answered) sound.sendTo(soundPortOf(message.text))
    dialog.last()
  }
  const sip = await openSipSocket(
    sipPort,
    message => {
      const dialog = dialogs.get(header(message, 'Call-ID'))
      if (message.method === 'INVITE') return void invited(message)
      if (message.method !== 'BYE' && message.method !== 'CANCEL') return
      answer(message, '200 OK')
      if (!dialog) return
      dialog.ended = true
      if (methodOf(message) === 'CANCEL') answer(dialog.invite, '487 Request Terminated')
    },
    port,
  )
  return {
    get calls() {
      return [...dialogs.values()]
    },
    behave: (number, manner) => void manners.set(number, manner),
    close: async () => {
      for (const dialog of dialogs.values()) dialog.sound.close()
      await sip.close()
    },
  }
}
