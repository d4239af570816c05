import { ConfigError } from './config-error.ts'

/** How a running Asterisk is reached over ARI and AMI. */
export interface AsteriskAddress {
  readonly ari: { readonly url: string; readonly user: string; readonly password: string }
  readonly ami: { readonly host: string; readonly port: number; readonly user: string; readonly secret: string }
}

const form =
  'must be ari://USER:PASSWORD@HOST:PORT?ami=USER:SECRET@HOST:PORT (npm start finds or starts an Asterisk and sets it by itself)'

const address = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url?.username || !url.password || !url.hostname) throw new ConfigError('YIHAO_ASTERISK', form)
  return url
}

/**
 * Parses `ari://user:password@host:8088?ami=user:secret@host:5038`; the ports may be left out, `aris://` is ARI over TLS, user
 * and password are percent-encoded, and so is what stands after `ami=` where it holds more than plain letters. That Asterisk must hold the files of dialplan/hotline. Throws a `ConfigError`.
 */
export const parseAsteriskAddress = (text: string): AsteriskAddress => {
  const ari = address(text)
  if (ari.protocol !== 'ari:' && ari.protocol !== 'aris:') throw new ConfigError('YIHAO_ASTERISK', form)
  const ami = address(`ami://${ari.searchParams.get('ami') ?? ''}`)
  const secure = ari.protocol === 'aris:'
  return {
    ari: {
      url: `${secure ? 'https' : 'http'}://${ari.hostname}:${ari.port || (secure ? '8089' : '8088')}`,
      user: decodeURIComponent(ari.username),
      password: decodeURIComponent(ari.password),
    },
    ami: {
      host: ami.hostname,
      port: Number(ami.port || 5038),
      user: decodeURIComponent(ami.username),
      secret: decodeURIComponent(ami.password),
    },
  }
}

/** The text that `parseAsteriskAddress` reads back. */
export const formatAsteriskAddress = ({ ari, ami }: AsteriskAddress): string => {
  const url = new URL(ari.url)
  const part = encodeURIComponent
  const scheme = url.protocol === 'https:' ? 'aris' : 'ari'
  const manager = `${part(ami.user)}:${part(ami.secret)}@${ami.host}:${ami.port}`
  return `${scheme}://${part(ari.user)}:${part(ari.password)}@${url.host}?ami=${part(manager)}`
}
