/** Samples of a second, of one byte each: G.711, as the telephone network carries it. */
export const samplesPerSecond = 8_000

const decode = (byte: number): number => {
  const bits = ~byte & 0xff
  const size = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84
  return bits & 0x80 ? -size : size
}

const samples = Int16Array.from({ length: 256 }, (_, byte) => decode(byte))

/** Loudness of each µ-law byte, 0 to 32124. */
const loudness = Uint16Array.from(samples, Math.abs)

/** µ-law audio as linear samples of 16 bits. */
export const linearOf = (audio: Uint8Array): Int16Array => Int16Array.from(audio, byte => samples[byte] ?? 0)

const loudest = 32_124

/** The samples that a peak stands for while audio comes in: 100 ms. */
const stretch = samplesPerSecond / 10

/** Gathers the peaks of µ-law audio as it comes by. `most`: how many are given at the end. */
export const gatherPeaks = (most = 600) => {
  const found: number[] = []
  let peak = 0
  let count = 0
  return {
    add: (audio: Uint8Array): void => {
      for (const byte of audio) {
        peak = Math.max(peak, loudness[byte] ?? 0)
        count += 1
        if (count < stretch) continue
        found.push(peak)
        peak = 0
        count = 0
      }
    },
    /** The peaks in hundredths of the loudest that can be. */
    peaks: (): number[] => {
      const all = count > 0 ? [...found, peak] : found
      const each = Math.max(1, all.length / most)
      const steps = Math.min(most, all.length)
      return Array.from({ length: steps }, (_, step) => {
        const part = all.slice(
          Math.floor(step * each),
          Math.max(Math.floor(step * each) + 1, Math.floor((step + 1) * each)),
        )
        return Math.round((Math.max(...part) / loudest) * 100)
      })
    },
  }
}

/** The head of a WAV file of µ-law audio of so many bytes (RIFF, format 7). */
export const wavHead = (bytes: number): Uint8Array => {
  const head = Buffer.alloc(58)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(50 + bytes, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(18, 16)
  head.writeUInt16LE(7, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(samplesPerSecond, 24)
  head.writeUInt32LE(samplesPerSecond, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.writeUInt16LE(0, 36)
  head.write('fact', 38, 'latin1')
  head.writeUInt32LE(4, 42)
  head.writeUInt32LE(bytes, 46)
  head.write('data', 50, 'latin1')
  head.writeUInt32LE(bytes, 54)
  return head
}
