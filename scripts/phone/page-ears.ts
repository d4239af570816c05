/** What a page of a test or benchmark can tell of its own sound; put into it before its own scripts run. */
export interface PageEars {
  /** Share of this pitch in the sound that arrives on the newest connection, 0 to 1; 0: silence. */
  hears(hertz: number): number
  /** Packets of sound that the newest connection has sent and received. */
  packets(): Promise<{ readonly sent: number; readonly received: number }>
  /** The microphone is pulled out; `others`: whether another one can be opened in its place. */
  unplug(others: boolean): void
  /** A microphone is plugged in. */
  plug(): void
  /** The SIP sockets of this page are cut as by a network that is gone. */
  cut(): void
}

/** Runs in the page, before anything else of it. Sound must not be improved: a steady tone would be taken for noise. */
export const installEars = (): void => {
  const media = navigator.mediaDevices
  const connections: { connection: RTCPeerConnection; analyser: AnalyserNode | null }[] = []
  const streams: MediaStream[] = []
  const sockets: WebSocket[] = []
  let others = true
  let audio: AudioContext | null = null

  if (media) {
    const open = media.getUserMedia.bind(media)
    media.getUserMedia = async constraints => {
      if (!others) throw new DOMException('no device', 'NotFoundError')
      const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
      const wanted = typeof constraints?.audio === 'object' ? constraints.audio : {}
      const stream = await open({ audio: { ...wanted, ...plain } })
      streams.push(stream)
      return stream
    }
  }
  const Connection = RTCPeerConnection
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      const entry: (typeof connections)[number] = { connection: this, analyser: null }
      connections.push(entry)
      this.addEventListener('track', ({ track }) => {
        audio ??= new AudioContext()
        entry.analyser = audio.createAnalyser()
        entry.analyser.fftSize = 8192
        entry.analyser.smoothingTimeConstant = 0
        audio.createMediaStreamSource(new MediaStream([track])).connect(entry.analyser)
      })
    }
  }
  const Socket = WebSocket
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      if (protocols === 'sip') sockets.push(this)
    }
  }

  const newest = () => connections.filter(({ connection }) => connection.connectionState !== 'closed').at(-1)
  const ears: PageEars = {
    hears: hertz => {
      const { analyser } = newest() ?? {}
      if (!analyser || !audio) return 0
      const levels = new Float32Array(analyser.frequencyBinCount)
      analyser.getFloatFrequencyData(levels)
      const width = audio.sampleRate / analyser.fftSize
      let [near, all] = [0, 0]
      levels.forEach((decibels, bin) => {
        const power = 10 ** (decibels / 10)
        all += power
        if (Math.abs(bin * width - hertz) < 30) near += power
      })
      return all < 1e-7 ? 0 : near / all
    },
    packets: async () => {
      const counts = { sent: 0, received: 0 }
      const stats = await newest()?.connection.getStats()
      stats?.forEach(report => {
        if (report.type === 'outbound-rtp') counts.sent += report.packetsSent
        if (report.type === 'inbound-rtp') counts.received += report.packetsReceived
      })
      return counts
    },
    unplug: still => {
      others = still
      for (const track of streams.at(-1)?.getTracks() ?? []) {
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
    },
    plug: () => {
      others = true
      media.dispatchEvent(new Event('devicechange'))
    },
    cut: () => {
      const socket = sockets.at(-1)
      socket?.close()
    },
  }
  Object.assign(window, { ears })
}

/** The ears of the page that is asked, for code that runs in it. */
export const earsOf = (page: object): PageEars => (page as { ears: PageEars }).ears
