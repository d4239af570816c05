let context: AudioContext | null = null

/** Browsers let a page sound only after it was touched; call this on a key or a click. Resolves with whether it may. */
export const allowAlarmSound = async (): Promise<boolean> => {
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume().catch(() => {})
  return alarmMaySound()
}

/** Whether an alarm would be heard. */
export const alarmMaySound = (): boolean => context?.state === 'running'

const tone = (audio: AudioContext, from: number, hertz: number): void => {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = 'triangle'
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(0.3, from + 0.03)
  gain.gain.setValueAtTime(0.3, from + 0.3)
  gain.gain.linearRampToValueAtTime(0, from + 0.36)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(from + 0.4)
}

/** One call of the alarm, high and low: nothing like the beep of an offer. Silent where sound is not allowed yet. */
export const soundAlarm = (): void => {
  if (context?.state !== 'running') return
  tone(context, context.currentTime, 880)
  tone(context, context.currentTime + 0.4, 587)
}
