import type { Log } from '../../../engine/ports.ts'
import type { AriClient, AriRequest } from '../ari/ari-client.ts'

/**
 * Starts the loop that looks after callers while the server is silent: [watchdog] in dialplan/hotline/extensions.conf. Its channel has a
 * fixed id, so where it lives already Asterisk says that the id is taken, and nothing happens.
 */
export const watchdogStart: AriRequest = {
  method: 'POST',
  path: 'channels/yihao-watchdog',
  body: { endpoint: 'Local/watch@watchdog/n', context: 'watchdog', extension: 'idle', priority: 1 },
}

/** Sees to it that the watchdog runs; to be asked at each connection and now and then, since anybody may hang it up. */
export const keepWatchdog = async (ari: AriClient, log: Log): Promise<void> => {
  const answer = await ari.request(watchdogStart)
  if (answer.kind === 'ok') log.info({}, 'the watchdog of the dialplan was started')
  else if (answer.kind === 'refused') log.error({ why: answer.message }, 'the watchdog of the dialplan does not run')
}
