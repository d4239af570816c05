/**
 * Runs `job` once when the process that started this one has ended. npm runs a script in a shell of its own, and a signal sent to npm ends that
 * shell without reaching us.
 */
export const whenOrphaned = (job: () => void): void => {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    job()
  }, 500)
  watch.unref()
}
