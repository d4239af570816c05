import type { MicrophoneTrouble } from './phone-state.ts'

/** An open microphone, or why there is none. */
export type Opened = { readonly stream: MediaStream } | { readonly trouble: MicrophoneTrouble }

const troubleOf = (error: unknown): MicrophoneTrouble => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'missing'
}

/** Opens the chosen microphone, or any other where that one is gone. Never rejects. */
export const openMicrophone = async (deviceId: string | null): Promise<Opened> => {
  if (!navigator.mediaDevices) return { trouble: 'insecure' }
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
  const wanted = deviceId === null ? audio : { ...audio, deviceId: { ideal: deviceId } }
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: wanted }) }
  } catch (error) {
    return { trouble: troubleOf(error) }
  }
}

/** Sound devices of this computer; their names are there once a microphone was allowed. */
export const listDevices = async (kind: 'audioinput' | 'audiooutput'): Promise<readonly MediaDeviceInfo[]> => {
  if (!navigator.mediaDevices) return []
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  return devices.filter(device => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')
}

/** Tells when the microphone is gone while it is in use; and when devices come or go. Returns what stops it. */
export const watchDevices = (listener: () => void): (() => void) => {
  navigator.mediaDevices?.addEventListener('devicechange', listener)
  return () => navigator.mediaDevices?.removeEventListener('devicechange', listener)
}
