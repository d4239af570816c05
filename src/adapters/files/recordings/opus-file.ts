import { Application, createEncoder, Signal } from 'libopus-wasm'
import { linearOf, samplesPerSecond } from './mu-law.ts'
import { oggOpusWriter, opusClock } from './ogg-opus.ts'

/** Good for speech of the telephone's band; a higher complexity doubles the work and nobody hears it. */
const bitrate = 16_000
const complexity = 5

/** A packet: 20 ms. */
const packetSamples = samplesPerSecond / 50

/** How many samples of Opus's clock one of ours is. */
const factor = opusClock / samplesPerSecond

/** Makes a file of Ogg Opus of µ-law audio as it comes; what is given are the bytes that come next in the file. */
export interface OpusFile {
  add(audio: Uint8Array): Uint8Array
  /** The end of the file, which then sounds exactly as long as the audio did. */
  end(): Uint8Array
  /** Gives back what the encoder holds. */
  free(): void
}

/** Begins a file. Not for the main thread: a second of audio takes some 5 ms. */
export const openOpusFile = async (): Promise<OpusFile> => {
  const encoder = await createEncoder({
    sampleRate: samplesPerSecond,
    channels: 1,
    application: Application.Voip,
    signal: Signal.Voice,
    bitrate,
    complexity,
    frameSize: packetSamples,
  })
  const preSkip = encoder.getLookahead()
  const writer = oggOpusWriter(preSkip * factor, samplesPerSecond)
  let begun = false
  let came = 0
  let encoded = 0
  let waiting = new Int16Array(0)

  const encode = (samples: Int16Array): Uint8Array[] => {
    const pieces: Uint8Array[] = begun ? [] : [writer.head()]
    begun = true
    let at = 0
    for (; at + packetSamples <= samples.length; at += packetSamples) {
      const packet = encoder.encode(samples.subarray(at, at + packetSamples))
      pieces.push(writer.packet(packet, packetSamples * factor))
      encoded += packetSamples
    }
    waiting = samples.slice(at)
    return pieces
  }

  return {
    add: audio => {
      came += audio.length
      const samples = new Int16Array(waiting.length + audio.length)
      samples.set(waiting)
      samples.set(linearOf(audio), waiting.length)
      return Buffer.concat(encode(samples))
    },
    end: () => {
      // what the encoder delays comes out with the silence that is put behind
      const packets = Math.max(1, Math.ceil((came + preSkip - encoded) / packetSamples))
      const padded = new Int16Array(packets * packetSamples)
      padded.set(waiting)
      return Buffer.concat([...encode(padded), writer.end(came * factor)])
    },
    free: () => encoder.free(),
  }
}
