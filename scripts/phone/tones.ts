/** Sounds of one pitch in G.711 µ-law, 8,000 samples a second, and their recognition. */

const rate = 8_000
const bias = 0x84

const encode = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(32_635, Math.abs(sample)) + bias
  const exponent = Math.max(0, 24 - Math.clz32(magnitude))
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff
}

const decode = (byte: number): number => {
  const value = ~byte & 0xff
  const magnitude = ((((value & 0x0f) << 3) + bias) << ((value >> 4) & 7)) - bias
  return value & 0x80 ? -magnitude : magnitude
}

/** One packet of 20 ms of a tone; `at`: number of samples before it. */
export const tonePacket = (hertz: number, at: number, amplitude = 8_000): Buffer =>
  Buffer.from(
    Array.from({ length: 160 }, (_, n) =>
      encode(Math.round(amplitude * Math.sin((2 * Math.PI * hertz * (at + n)) / rate))),
    ),
  )

/** How loud a pitch is in this sound, as the share of its whole energy, 0 to 1 (Goertzel). Silence has no pitch: 0. */
export const shareOf = (hertz: number, sound: Buffer): number => {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  let [one, two, energy] = [0, 0, 0]
  for (const byte of sound) {
    const sample = decode(byte)
    const next = sample + turn * one - two
    two = one
    one = next
    energy += sample * sample
  }
  if (energy < sound.length * 100) return 0
  const power = one * one + two * two - turn * one * two
  return Math.min(1, (2 * power) / (sound.length * energy))
}
