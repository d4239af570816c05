import { readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second in /proc, whatever the kernel's own tick. */
const msPerTick = 10

/** Processor time of a process and its threads so far, in ms. Throws when it is gone. */
export const cpuMs = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // the name in parentheses may hold spaces
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}

/** Memory of a process that is really in use, in MB of 10^6 bytes. */
export const rssMb = (pid: number): number => {
  const kib = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kib ?? 0) * 1024) / 1e6
}
