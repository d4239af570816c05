import { citizensKeyIn } from './adapters/files/citizens/citizen-secrets.ts'
import { createRatingCodes } from './adapters/files/citizens/rating-codes.ts'
import type { openCases } from './cases.ts'
import type { Config } from './config/config.ts'
import { createRatingLinks } from './engine/citizens/rating-links.ts'
import type { Outbox } from './engine/messages/outbox.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

/** Wires the rating by a link in a message. */
export const openRatingLinks = ({
  config: { dataFolder, publicOrigin, zone },
  cases: { office, rules },
  store,
  outbox,
  clock,
  log,
}: {
  readonly config: Pick<Config, 'dataFolder' | 'publicOrigin' | 'zone'>
  readonly cases: Pick<Awaited<ReturnType<typeof openCases>>, 'office' | 'rules'>
  readonly store: Pick<Store, 'read'>
  readonly outbox: Outbox
  readonly clock: Clock
  readonly log: Log
}) =>
  createRatingLinks({
    ...{ office, reads: store.read, outbox, publicOrigin, context: rules.context, zone, clock, log },
    codes: createRatingCodes(citizensKeyIn(dataFolder)),
  })
