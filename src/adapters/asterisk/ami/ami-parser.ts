import { StringDecoder } from 'node:string_decoder'

/**
 * The headers of one AMI message, by the names Asterisk gives them. A header that comes more than once (the `Output`
 * lines of a Command) has its values joined by line feeds. Has no prototype.
 */
export type AmiFields = Record<string, string>

const mostFrameLength = 1024 * 1024
const lineEnd = '\r\n'

/**
 * Parses the byte stream of an AMI connection, however it is cut into pieces. `push` gives the messages that are
 * complete with these bytes, or null when a message has grown beyond 1 MiB: then the peer does not speak AMI and the
 * connection is to be closed. A line without a colon (the greeting, for one) is passed over.
 */
export function createAmiParser() {
  const decoder = new StringDecoder('utf8')
  let fields = emptyFields()
  let names = 0
  /** Characters of the unfinished message: in its complete lines, and in the pieces. */
  let taken = 0
  let open = 0
  /** The unfinished line, in the pieces it came in: joined only when there is a line end to look for. */
  let pieces: string[] = []

  function takeLine(line: string, done: AmiFields[]): void {
    taken += line.length
    if (line === '') {
      if (names > 0) done.push(fields)
      fields = emptyFields()
      names = 0
      taken = 0
      return
    }
    const colon = line.indexOf(':')
    if (colon < 1) return
    const name = line.slice(0, colon)
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    const former = fields[name]
    fields[name] = former === undefined ? value : `${former}\n${value}`
    names += 1
  }

  return {
    push(chunk: Buffer): AmiFields[] | null {
      const text = decoder.write(chunk)
      pieces.push(text)
      open += text.length
      const done: AmiFields[] = []
      if (text.includes('\n')) {
        const lines = pieces.join('').split(lineEnd)
        const rest = lines.pop() ?? ''
        for (const line of lines) takeLine(line, done)
        pieces = [rest]
        open = rest.length
      }
      return taken + open > mostFrameLength ? null : done
    },
  }
}

function emptyFields(): AmiFields {
  return Object.create(null) as AmiFields
}

/** What a message is, by its first header: Asterisk always puts the kind first, so no value can claim it. */
export function kindOf(fields: AmiFields): 'reply' | 'event' | 'other' {
  const first = Object.keys(fields)[0]
  return first === 'Response' ? 'reply' : first === 'Event' ? 'event' : 'other'
}
