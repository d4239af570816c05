declare module 'ari-client' {
  interface Observed {
    readonly channels: { list(): Promise<readonly { id: string; state: string }[]> }
    readonly bridges: { list(): Promise<readonly { id: string; channels: readonly string[] }[]> }
  }
  export function connect(url: string, user: string, password: string): Promise<Observed>
}
