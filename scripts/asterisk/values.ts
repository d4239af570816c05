import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AsteriskProgram } from '../setup/asterisk.mjs'
import type { AsteriskOptions } from './options.ts'
import { chooseRtpRange, type Ports } from './ports.ts'

/**
 * The values of the templates in dialplan/, any of which `options.values` may replace:
 * SYSTEM_NAME names this Asterisk in unique ids; TRUNK_ADDRESSES and TRUNK_CONTACT are the operator's (addresses that
 * may call in, where calls out go); FALLBACK_WAIT_SECONDS is the longest wait in the native queue; HEARTBEAT_SECONDS how
 * long the server may be silent; HOTLINE (city only) is host:port of the hotline; VERBOSE and LOG_MORE (",verbose") are
 * for a look at the dialplan at work.
 */
export function templateValues(
  options: AsteriskOptions,
  program: AsteriskProgram,
  ports: Ports,
): Record<string, string> {
  const bind = options.sipBind ?? '127.0.0.1'
  const loopback = bind === '127.0.0.1'
  const range = chooseRtpRange()
  const user = asteriskUser(options)
  return {
    MODULES: program.modules ?? '',
    SYSTEM_NAME: options.profile === 'hotline' ? 'y1' : 'city',
    VERBOSE: '0',
    LOG_MORE: '',
    HTTP_PORT: String(ports.http),
    AMI_PORT: String(ports.ami),
    SIP_BIND: bind.includes(':') ? `[${bind}]` : bind,
    SIP_PORT: String(ports.sip),
    RTP_FROM: String(options.rtpFrom ?? range.from),
    RTP_TO: String(options.rtpTo ?? range.to),
    ARI_USER: user,
    AMI_USER: user,
    OPUS: hasOpus(program) ? ',opus' : '',
    // everything of a loopback-only trunk stays on loopback, media too
    MEDIA_ADDRESS: loopback ? '127.0.0.1' : '',
    BIND_MEDIA: loopback ? 'yes' : '',
    TRUNK_ADDRESSES: '127.0.0.1,::1',
    TRUNK_AOR: options.values?.TRUNK_CONTACT ? 'trunk' : '',
    TRUNK_CONTACT: '',
    FALLBACK_WAIT_SECONDS: '180',
    HEARTBEAT_SECONDS: '5',
    HOTLINE: '127.0.0.1:5060',
    ...options.values,
  }
}

/** The one name for ARI and AMI. */
export function asteriskUser({ profile }: AsteriskOptions): string {
  return profile === 'hotline' ? 'yihao' : 'city'
}

function hasOpus({ modules }: AsteriskProgram): boolean {
  if (!modules) return false
  return ['codec_opus.so', 'codec_opus_open_source.so'].some(name => existsSync(join(modules, name)))
}
