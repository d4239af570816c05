import type { Uploader } from '../../domain/attachments/attachment-facts.ts'
import { soughtSegments } from '../../domain/text/segments.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import type { AttachmentDesk } from '../attachments/attachment-desk.ts'
import type { CaseOffice } from '../cases/case-office.ts'
import type { KnowledgeReads } from '../knowledge/knowledge-store.ts'
import type { Clock } from '../ports.ts'
import type { Reads } from '../store.ts'
import type { CitizenCasesParts } from './citizen-cases.ts'
import type { Asker } from './citizen-service.ts'

interface Parts {
  readonly attachments: Pick<AttachmentDesk, 'keep' | 'refuseAttach' | 'attach'>
  readonly office: Pick<CaseOffice, 'file'>
  readonly reads: Pick<KnowledgeReads, 'searchArticles'> & Pick<Reads, 'attachmentsOfCase'>
  readonly clock: Pick<Clock, 'now'>
}

const uploaderOf = ({ channel, key }: Asker): Uploader => ({ kind: channel === 'page' ? 'citizen' : 'wechat', id: key })

/** A file of a citizen was refused, and with it what he wished: nothing is dropped without a word. */
export class FileRefused extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(`a file of a citizen was refused: ${code}`)
    this.code = code
  }
}

/** What other parts of the house do for citizens: their pictures are kept and attached, and they read what is published for them. */
export const besideCases = ({
  attachments,
  office,
  reads,
  clock,
}: Parts): Required<Pick<CitizenCasesParts, 'knowledge' | 'keepPhotos' | 'refuse' | 'attach' | 'photosOf'>> => ({
  photosOf: async caseNo =>
    (await reads.attachmentsOfCase(caseNo)).filter(
      ({ uploaderKind }) => uploaderKind === 'citizen' || uploaderKind === 'wechat',
    ).length,
  refuse: async (asker, ids) => {
    const code = await attachments.refuseAttach(ids, uploaderOf(asker), null)
    if (code) throw new FileRefused(code)
  },
  keepPhotos: async (asker, photos) => {
    const ids: string[] = []
    for (const { bytes, name } of photos) {
      const kept = await attachments.keep(bytes, name, uploaderOf(asker))
      if ('refused' in kept) throw new FileRefused(kept.refused)
      ids.push(kept.done.row.id)
    }
    return ids
  },
  attach: async (asker, caseNo, ids) => {
    const uploader = uploaderOf(asker)
    const code = await attachments.refuseAttach(ids, uploader, caseNo)
    if (code) throw new FileRefused(code)
    const confidential = (await office.file(caseNo))?.standing.confidential ?? true
    const attached = await attachments.attach(ids, uploader, { caseNo, confidential })
    if ('refused' in attached) throw new FileRefused(attached.refused)
    return attached.done
  },
  knowledge: async ({ module, words, limit }) => {
    const sought = soughtSegments(words)
    const found = await reads.searchArticles({ sought, module: [module], validOnly: true, now: clock.now(), limit })
    return found.map(({ content }) => ({ title: content.title, text: content.body, path: null }))
  },
})
