import { citizensKeyIn, createCitizenSecrets } from './adapters/files/citizens/citizen-secrets.ts'
import { createChallenges } from './adapters/http/citizens/challenges.ts'
import { homeOfAddress } from './adapters/http/citizens/home-of-address.ts'
import { createUploads, limitsOfCitizens } from './adapters/http/uploads.ts'
import type { openCases } from './cases.ts'
import type { Config } from './config/config.ts'
import type { AttachmentDesk } from './engine/attachments/attachment-desk.ts'
import { besideCases } from './engine/citizens/beside-cases.ts'
import { createCitizenCases } from './engine/citizens/citizen-cases.ts'
import { createCitizenPhotos } from './engine/citizens/citizen-photos.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

interface Parts {
  readonly config: Pick<Config, 'dataFolder' | 'homeArea' | 'citizenWork' | 'citizenCasesADay'>
  readonly cases: Pick<Awaited<ReturnType<typeof openCases>>, 'office' | 'numbers' | 'rules'>
  readonly store: Pick<Store, 'read' | 'line'>
  readonly clock: Clock
  readonly log: Log
  readonly attachments: Parameters<typeof besideCases>[0]['attachments'] & Pick<AttachmentDesk, 'find' | 'erase'>
}

/** Of each challenge so many puzzles: the time that many small ones take varies less than that of one large one. */
const puzzles = 8

/** Photos for each case that an address may send: 4 with the case, and as many that are taken back or added later. */
const photosOfCase = 8

/** Wires what citizens ask in writing, by the page and by WeChat. */
export const openCitizens = ({ config, cases, store, clock, log, attachments }: Parts) => {
  const secrets = createCitizenSecrets(citizensKeyIn(config.dataFolder))
  const { office, numbers, rules } = cases
  return {
    service: createCitizenCases({
      office,
      numbers,
      reads: store.read,
      secrets,
      homeArea: config.homeArea,
      casesADay: config.citizenCasesADay,
      context: rules.context,
      keepsFacts: () => store.line.state !== 'losing',
      clock,
      log,
      ...besideCases({ attachments, office, reads: store.read, clock }),
    }),
    photos: createCitizenPhotos({
      desk: attachments,
      reads: store.read,
      hashOfWish: secrets.hashOfWish,
      photosADay: photosOfCase * config.citizenCasesADay,
      clock,
    }),
    uploads: createUploads(clock, limitsOfCitizens),
    challenges: createChallenges({ puzzles, bits: config.citizenWork }, clock),
    keyOfAddress: (address: string) => secrets.hashOfAddress(homeOfAddress(address)),
  }
}
