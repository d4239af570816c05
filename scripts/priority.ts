import { setPriority } from 'node:os'

/** Audio and the instants in Asterisk's books wait for nobody, least of all for a server that starts. */
export const asteriskPriority = -10

/** Callers wait for a server that starts, so it goes before all but Asterisk. */
export const serverPriority = -5

/** Gives a process this priority, from -20 (first) to 19. Only root may go before others; for an ordinary user it changes nothing. */
export const setPriorityOf = (pid: number, priority: number): void => {
  try {
    setPriority(pid, priority)
  } catch {
    // it runs as everybody else does
  }
}
