declare module 'ari-client' {
  interface Channel {
    readonly id: string
    readonly state: string
    sendDTMF(keys: { readonly dtmf: string }): Promise<void>
  }
  interface Observed {
    readonly channels: { list(): Promise<readonly Channel[]> }
    readonly bridges: { list(): Promise<readonly { id: string; channels: readonly string[] }[]> }
  }
  export function connect(url: string, user: string, password: string): Promise<Observed>
}
