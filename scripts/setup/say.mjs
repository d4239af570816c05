/** One line of the set-up: what it does, or that it is done. To stderr, so that a program's own output stays clean. */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`)
}

/** "34.1 MB" */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}

/**
 * A function that prints progress at every tenth of the whole, not more often, and not for what is here in a moment.
 * @param {string} what  the thing that is fetched
 * @param {number} total bytes
 */
export function tenths(what, total) {
  let told = 0
  return fraction => {
    if (total < 5e6) return
    const tenth = Math.floor(fraction * 10)
    if (tenth <= told || tenth > 10) return
    told = tenth
    say(`${what}: ${megabytes(total * fraction)} of ${megabytes(total)}`)
  }
}
