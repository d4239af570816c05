import type { IncomingMessage, ServerResponse } from 'node:http'

const length = 93_000
const arrivedAt = Date.parse('2026-03-02T08:15:00+08:00')

const call = (n: number) => ({
  id: `c${n}`,
  queueId: 'hotline',
  dialled: '12345',
  number: n === 3 ? null : `+86138123400${10 + n}`,
  rawNumber: null,
  withheld: n === 3,
  priority: 2,
  adopted: false,
  arrivedAt: arrivedAt - n * 731_000,
  queuedAt: null,
  answeredAt: arrivedAt,
  endedAt: arrivedAt + length,
  agentId: String(1001 + n),
  waitMs: 3_000,
  talkMs: 90_000,
  endCause: 'completed',
  endedBy: 'caller',
  abandonStage: null,
  overflowReason: null,
  failReason: null,
  offers: 1,
})

const list = {
  calls: Array.from({ length: 24 }, (_, n) => ({
    call: call(n),
    audioMs: length + n * 7_000,
    gapMs: n === 2 ? 12_000 : 0,
    held: n === 1,
  })),
  more: false,
  withoutAudio: [call(30)],
}

const recording = {
  parts: [
    {
      part: 'c1-recording-1',
      startedAt: arrivedAt,
      closedAt: arrivedAt + length + 3_000,
      codec: 'g711',
      bytes: length * 8,
      sha256: 'a3f1c09e5b7d2468'.repeat(4),
      audioMs: length,
      gapMs: 0,
      failedWhy: null,
      erasedAt: null,
      peaks: Array.from({ length: 600 }, (_, n) => Math.round(Math.abs(Math.sin(n / 9) * Math.sin(n / 71)) * 70)),
    },
  ],
  pauses: [
    {
      agentId: '1001',
      part: 'c1-recording-1',
      from: arrivedAt + 40_000,
      to: arrivedAt + 52_000,
      why: 'agent',
      subject: 'id_number',
    },
  ],
  held: { at: arrivedAt, userName: 'leader', why: '信访件 2026-17' },
  listenings: [{ at: arrivedAt + 3_600_000, userName: 'leader', why: '抽查' }],
}

/** A WAV file of µ-law silence of that length. */
const wav = (): Buffer => {
  const bytes = length * 8
  const head = Buffer.alloc(58)
  head.write('RIFF')
  head.writeUInt32LE(50 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(18, 16)
  head.writeUInt16LE(7, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(8_000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('fact', 38)
  head.writeUInt32LE(4, 42)
  head.writeUInt32LE(bytes, 46)
  head.write('data', 50)
  head.writeUInt32LE(bytes, 54)
  return Buffer.concat([head, Buffer.alloc(bytes, 0xff)])
}

/** Answers what is asked of recordings; false: something else is asked for. A listening for the reason `damaged` fails. */
export const answerRecordings = (request: IncomingMessage, response: ServerResponse, listenings: string[]): boolean => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const json = (body: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (pathname === '/api/recordings') json(searchParams.get('lastDigits') === '0000' ? { ...list, calls: [] } : list)
  else if (/^\/api\/calls\/c\d+\/recording$/.test(pathname)) json(recording)
  else if (/^\/api\/calls\/c\d+\/recording\/audio$/.test(pathname)) {
    const reason = searchParams.get('reason') ?? ''
    listenings.push(reason)
    if (reason === 'damaged') response.writeHead(500).end()
    else sendAudio(request, response)
  } else return false
  return true
}

const sendAudio = (request: IncomingMessage, response: ServerResponse): void => {
  const file = wav()
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const from = Number(first)
  const to = last === '' ? file.length - 1 : Number(last)
  response
    .writeHead(206, {
      'content-type': 'audio/wav',
      'accept-ranges': 'bytes',
      'content-range': `bytes ${from}-${to}/${file.length}`,
      'content-length': to - from + 1,
    })
    .end(file.subarray(from, to + 1))
}
