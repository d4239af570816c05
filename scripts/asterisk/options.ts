import type { Profile } from './configure.ts'
import type { Ended } from './process.ts'

/** How to start a private Asterisk. */
export interface AsteriskOptions {
  /** everything of this instance is kept there; it may exist, then its AstDB and recordings are used again */
  folder: string
  profile: Profile
  /** UDP port for SIP; 0 or left out: a free one */
  sipPort?: number
  /** address for SIP, 127.0.0.1 unless said otherwise */
  sipBind?: string
  /** TCP port on loopback of ARI and of the phones' SIP socket (/ws) */
  httpPort?: number
  amiPort?: number
  rtpFrom?: number
  rtpTo?: number
  /** go on after this process has ended; a later start with the same folder finds the running one and gives it back */
  keepRunning?: boolean
  /** values for the templates in dialplan/: see values.ts */
  values?: Record<string, string>
}

/** How a program reaches ARI and AMI of an Asterisk, here or elsewhere. */
export interface AsteriskAccess {
  ari: { url: string; user: string; password: string }
  ami: { host: string; port: number; user: string; secret: string }
}

/** A private Asterisk that takes calls. */
export interface RunningAsterisk extends AsteriskAccess {
  folder: string
  pid: number
  version: string
  sipPort: number
  httpPort: number
  amiPort: number
  /** file with everything at level notice and above */
  log: string
  /** runs a console command, gives what it prints */
  cli(command: string): Promise<string>
  /** ends it in order, within 5 s at the latest by force */
  stop(): Promise<void>
  /** SIGKILL, as a crash would */
  kill(): void
  /**
   * Starts it again after its end (or ends it first), with the same configuration, ports and passwords, and waits until it takes
   * calls. `pid` and `exited` are then those of the new process. Throws as `startAsterisk` does, and may then be tried again.
   */
  restart(): Promise<void>
  /** resolves when the present process is gone; its code is null where it was started by another process */
  exited: Promise<Ended>
}
