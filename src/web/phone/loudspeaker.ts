/** Where callers are heard: one audio element for each connection, all on the chosen loudspeaker. */
export interface Loudspeaker {
  /** Plays what this connection receives until `silence`. */
  play(connection: RTCPeerConnection): void
  silence(connection: RTCPeerConnection): void
  /** A device id, null: the system's own. Ignored where a browser cannot choose. */
  choose(deviceId: string | null): void
  setVolume(volume: number): void
}

/** Whether this browser can choose a loudspeaker. */
export const canChooseLoudspeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

export const createLoudspeaker = (device: string | null, loudness: number): Loudspeaker => {
  const elements = new Map<RTCPeerConnection, HTMLAudioElement>()
  let sink = device
  let volume = loudness
  const apply = (element: HTMLAudioElement) => {
    element.volume = volume
    // a device that is gone: the system's own is used instead
    if (canChooseLoudspeaker()) element.setSinkId(sink ?? '').catch(() => element.setSinkId('').catch(() => {}))
  }
  return {
    play: connection => {
      const element = new Audio()
      elements.set(connection, element)
      apply(element)
      connection.addEventListener('track', ({ track, streams }) => {
        element.srcObject = streams[0] ?? new MediaStream([track])
        // without a touch of the page a browser may refuse; the next key or click lets it in
        element.play().catch(() => addEventListener('pointerdown', () => void element.play(), { once: true }))
      })
    },
    silence: connection => {
      const element = elements.get(connection)
      elements.delete(connection)
      if (element) element.srcObject = null
    },
    choose: id => {
      sink = id
      for (const element of elements.values()) apply(element)
    },
    setVolume: loud => {
      volume = loud
      for (const element of elements.values()) element.volume = loud
    },
  }
}
