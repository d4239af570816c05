/** The socket under the SIP library, in the form it asks for; `drop` gives it up at once, for the library to open another. */
export class SipSocket {
  readonly url: string
  readonly sip_uri: string
  via_transport: string
  onconnect = (): void => {}
  ondisconnect = (_error: boolean, _code?: number, _reason?: string): void => {}
  ondata = (_data: unknown): void => {}
  #socket: WebSocket | null = null

  constructor(url: string) {
    const { protocol, host } = new URL(url)
    this.url = url
    this.sip_uri = `sip:${host};transport=ws`
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS'
  }

  connect(): void {
    if (this.#socket) return
    const socket = new WebSocket(this.url, 'sip')
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    // a socket that was given up may still speak; only the present one is heard
    const present = () => this.#socket === socket
    socket.onopen = () => present() && this.onconnect()
    socket.onmessage = ({ data }) => present() && this.ondata(data)
    socket.onclose = ({ wasClean, code, reason }) => {
      if (!present()) return
      this.#socket = null
      this.ondisconnect(!wasClean, code, reason)
    }
  }

  disconnect(): void {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  /** Closes without waiting for the other side, which may be silent. */
  drop(): void {
    if (!this.#socket) return
    this.disconnect()
    this.ondisconnect(true, 4000, 'given up')
  }

  send(message: string): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(message)
    return true
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  isConnecting(): boolean {
    return this.#socket?.readyState === WebSocket.CONNECTING
  }
}
