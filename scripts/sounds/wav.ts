/** The telephone's sampling rate, per second. */
export const RATE = 8000

/** Samples between -1 and 1 of a 16-bit mono WAV. Throws on any other file. */
export function parseWav(file: Buffer): { samples: Float64Array; rate: number } {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.readUInt16LE(22) !== 1 || file.readUInt16LE(34) !== 16) {
    throw new Error('not a 16-bit mono WAV')
  }
  const start = file.indexOf('data', 12, 'latin1') + 8
  // a program that writes to a pipe cannot know the length and leaves it too large
  const count = Math.floor(Math.min(file.readUInt32LE(start - 4), file.length - start) / 2)
  const samples = Float64Array.from({ length: count }, (_, i) => file.readInt16LE(start + 2 * i) / 32768)
  return { samples, rate: file.readUInt32LE(24) }
}

/** 8000 Hz, mono, 16 bit. */
export function toWav(samples: Float64Array): Buffer {
  const file = Buffer.alloc(44 + 2 * samples.length)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + 2 * samples.length, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(2 * RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(2 * samples.length, 40)
  samples.forEach((sample, i) => {
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + 2 * i)
  })
  return file
}

/** To 8000 Hz by a windowed sinc that lets pass what a telephone lets pass (3.4 kHz), and without silence at the ends. */
export function resample(samples: Float64Array, rate: number): Float64Array {
  const step = rate / RATE
  const cutoff = 3400 / rate
  const reach = Math.ceil(16 * step)
  const out = new Float64Array(Math.floor(samples.length / step))
  for (let i = 0; i < out.length; i++) {
    const centre = i * step
    let sum = 0
    for (let j = Math.max(0, Math.ceil(centre - reach)); j <= Math.min(samples.length - 1, centre + reach); j++) {
      const distance = j - centre
      const sinc = distance === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * distance) / (Math.PI * distance)
      sum += (samples[j] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / (reach + 1)))
    }
    out[i] = sum
  }
  return trimmed(out)
}

function trimmed(samples: Float64Array): Float64Array {
  const loud = (sample: number) => Math.abs(sample) > 0.005
  const margin = RATE / 20
  const first = Math.max(0, samples.findIndex(loud) - margin)
  return samples.slice(first, samples.findLastIndex(loud) + margin)
}

/** Scaled so that the loudest sample is `peak`. */
export function levelled(samples: Float64Array, peak: number): Float64Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9)
  return samples.map(sample => (sample * peak) / loudest)
}
