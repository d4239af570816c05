import type { RecordingEffect } from '../../../domain/effect.ts'
import type { EffectResult } from '../../../engine/ports.ts'
import type { AmiClient, AmiFields, AmiResult } from '../ami/ami-client.ts'

/** AMI finds its way back within seconds; until then Asterisk is asked again. A pause must be known to be one, or not, at once. */
const restMs = 500
const triesOf = { record: 20, record_pause: 2, record_resume: 20 } as const

/** MixMonitor names its files from spool/monitor; ARI gives and deletes what is in spool/recording. */
const fileOf = (part: string): string => `../recording/${part}.ulaw`

const actionOf = (effect: RecordingEffect): readonly [name: string, fields: AmiFields] => {
  const Channel = effect.callId
  switch (effect.do) {
    case 'record':
      return ['MixMonitor', { Channel, File: fileOf(effect.part) }]
    case 'record_pause':
      return ['MixMonitorMute', { Channel, Direction: 'both', State: '1' }]
    case 'record_resume':
      return ['MixMonitorMute', { Channel, Direction: 'both', State: '0' }]
  }
}

const resultOf = (result: AmiResult): EffectResult => {
  switch (result.kind) {
    case 'ok':
      return { kind: 'done' }
    case 'refused':
      return /no such channel/i.test(result.message) ? { kind: 'gone' } : { kind: 'failed', why: result.message }
    default:
      return { kind: 'unknown', why: result.kind }
  }
}

/**
 * Asks Asterisk to record a caller's channel (MixMonitor), by AMI: nothing that is asked over ARI waits for it. The file goes on whatever bridge
 * the caller is in, and whether or not there is a server.
 */
export const createRecorder =
  (ami: AmiClient) =>
  async (effect: RecordingEffect): Promise<EffectResult> => {
    const [name, fields] = actionOf(effect)
    for (let tries = 1; ; tries += 1) {
      const result = resultOf(await ami.action(name, fields))
      if (result.kind !== 'unknown' || tries >= triesOf[effect.do]) return result
      await new Promise(resolve => setTimeout(resolve, restMs).unref())
    }
  }
