import { drainJournal } from './engine/journal.ts'

type Parts = Omit<Parameters<typeof drainJournal>[0], 'startedAt'> & { startedAt(): number | null }

const everyMs = 60_000

/** Books what Asterisk wrote into its own journal while nobody listened, now and then and whenever it is asked to. */
export const createDrainer = ({ startedAt, ...parts }: Parts) => {
  const drainOnce = async () => {
    const count = await drainJournal({ ...parts, startedAt: startedAt() })
    if (count > 0) parts.log.info({ booked: count }, 'calls booked from the journal of Asterisk')
  }
  let draining = false
  /** One at a time; during an outage of the store it waits, since the ledger must be asked. */
  const drain = () => {
    if (draining) return
    draining = true
    void drainOnce()
      .catch(error => parts.log.error({ err: error }, 'journal'))
      .finally(() => {
        draining = false
      })
  }
  const timer = setInterval(drain, everyMs)
  return { drain, stop: () => clearInterval(timer) }
}
