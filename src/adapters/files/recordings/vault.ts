import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { callOfRecording } from '../../../domain/recording/recording.ts'
import {
  EncodingError,
  type KeptRecording,
  type OpenRecording,
  type RecordingVault,
} from '../../../engine/recordings/ports.ts'
import { unwrapKey, wrapKey } from '../sealed/seal.ts'
import { openSealed, writeSealed } from '../sealed/sealed-file.ts'
import { isMissing, writeWhole } from '../sealed/write-whole.ts'
import { type Card, readCard, writeCard } from './card.ts'
import { gatherPeaks, samplesPerSecond, wavHead } from './mu-law.ts'
import type { AudioEncoder } from './opus-encoder.ts'

/** The longest recording that is taken: 24 h. What is longer is no call. */
const mostBytes = 24 * 3600 * samplesPerSecond

const magic = Buffer.from('YIHAOREC', 'latin1')

/** Lets audio pass and tells what came of it: how many bytes, and its peaks. Throws where it is not the audio that was announced. */
const measure = (audio: AsyncIterable<Uint8Array>, announced: number | null) => {
  const peaks = gatherPeaks()
  let bytes = 0
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const piece of audio) {
      bytes += piece.length
      if (bytes > mostBytes) throw new Error('a recording is longer than a day')
      peaks.add(piece)
      yield piece
    }
    if (announced !== null && bytes !== announced)
      throw new Error(`a recording came with ${bytes} of ${announced} bytes`)
  }
  return { audio: passing(), bytes: () => bytes, peaks: peaks.peaks }
}

const asItCame: AudioEncoder['encode'] = async function* (audio) {
  yield* audio
}

/**
 * Keeps recordings in a folder, made smaller by `encoder` where that is asked for: the audio sealed with a key of its own (sealed/seal.ts), and beside it a card with that key, wrapped by the master key.
 * Names are those of recordings only, so none leads out of the folder.
 */
export const openVault = (folder: string, master: Buffer, encoder?: Pick<AudioEncoder, 'encode'>): RecordingVault => {
  const paths = (part: string) => {
    if (callOfRecording(part) === null) throw new Error('that is no name of a recording')
    const shelf = createHash('sha256').update(part).digest('hex').slice(0, 2)
    return { audio: join(folder, 'audio', shelf, `${part}.sealed`), card: join(folder, 'keys', shelf, `${part}.json`) }
  }

  const cardOf = async (part: string): Promise<Card | null> => {
    try {
      return readCard(await readFile(paths(part).card, 'utf8'), part)
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  const keep: RecordingVault['keep'] = async (part, audio, announced, codec = 'g711') => {
    const encode = codec === 'g711' ? asItCame : encoder?.encode
    if (!encode) throw new EncodingError('there is no encoder')
    const { audio: audioPath, card: cardPath } = paths(part)
    const key = randomBytes(32)
    const came = measure(audio, announced)
    let written = { bytes: 0, sha256: '' }
    await writeWhole(audioPath, async file => {
      written = await writeSealed(file, magic, { key, name: part }, encode(came.audio))
    })
    const kept: KeptRecording = {
      part,
      codec,
      ...written,
      audioMs: Math.round((came.bytes() * 1000) / samplesPerSecond),
      peaks: came.peaks(),
    }
    const card: Card = { ...kept, version: 1, key: wrapKey(master, randomBytes(12), part, key) }
    // it counts as kept from here on
    await writeWhole(cardPath, async file => {
      await file.write(writeCard(card))
    })
    return kept
  }

  const openPart: RecordingVault['open'] = async part => {
    const card = await cardOf(part)
    if (card === null) return null
    const { version: _, key: wrapped, ...kept } = card
    const key = unwrapKey(master, part, wrapped)
    let file: FileHandle
    try {
      file = await open(paths(part).audio, 'r')
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
    try {
      return await opened(file, kept, key)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  const opened = async (file: FileHandle, kept: KeptRecording, key: Buffer): Promise<OpenRecording> => {
    const sealed = await openSealed(file, { key, name: kept.part })
    if (sealed.plainBytes !== kept.bytes) throw new Error('a recording has another length than when it was kept')
    const head = kept.codec === 'g711' ? wavHead(kept.bytes) : new Uint8Array(0)
    const mediaType = kept.codec === 'g711' ? 'audio/wav' : 'audio/ogg'
    async function* read(from: number, to: number): AsyncGenerator<Uint8Array> {
      // nothing is given before the first sound of it was found whole
      let front = from < head.length ? head.subarray(from, Math.min(to, head.length)) : null
      for await (const plain of sealed.read(from - head.length, to - head.length)) {
        if (front) yield front
        front = null
        yield plain
      }
      if (front) yield front
    }
    return { ...kept, fileBytes: head.length + kept.bytes, mediaType, read, close: () => file.close() }
  }

  return {
    keep,
    kept: async part => {
      const card = await cardOf(part)
      if (card === null) return null
      const { version: _, key: __, ...kept } = card
      return kept
    },
    open: openPart,
    erase: async part => {
      const { audio, card } = paths(part)
      // without its key no copy of the audio can be opened any more
      await rm(card, { force: true })
      await rm(audio, { force: true })
    },
  }
}
