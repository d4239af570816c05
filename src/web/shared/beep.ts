let context: AudioContext | null = null

/** Browsers allow sound only after the reader touched the page; call this on his first key or click. */
export const allowSound = (): void => {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
}

const tone = (audio: AudioContext, from: number, hertz: number): void => {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(0.12, from + 0.02)
  gain.gain.linearRampToValueAtTime(0, from + 0.18)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(from + 0.2)
}

/** Two short soft tones; silent where sound is not allowed yet. */
export const beep = (): void => {
  if (context?.state !== 'running') return
  tone(context, context.currentTime, 784)
  tone(context, context.currentTime + 0.2, 988)
}
