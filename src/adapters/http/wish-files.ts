import type { Uploader } from '../../domain/attachments/attachment-facts.ts'
import type { CaseCommand } from '../../domain/cases/life/commands.ts'
import type { AttachmentDesk } from '../../engine/attachments/attachment-desk.ts'
import type { CaseRow } from '../../engine/cases/case-store.ts'
import { ApiError } from './errors.ts'

type Desk = Pick<AttachmentDesk, 'find' | 'refuseAttach' | 'attach'>

/**
 * The wish with its files attached to the case: those that the case has already go along as they are, the others must be uploads of whoever wishes it. Of a
 * confidential case others take their place, which tell nothing of their author. Throws why a file cannot be attached; nothing is changed then.
 */
export const wishWithFiles = async (
  desk: Desk | undefined,
  wish: CaseCommand,
  uploader: Uploader,
  { caseNo, confidential }: Pick<CaseRow, 'caseNo' | 'confidential'>,
): Promise<CaseCommand> => {
  if (!('attachments' in wish) || wish.attachments.length === 0) return wish
  if (!desk) throw new ApiError('not_found')
  const known = await Promise.all(wish.attachments.map(async id => ({ id, row: await desk.find(id) })))
  const fresh = known.filter(({ row }) => row?.caseNo !== caseNo).map(({ id }) => id)
  const refusal = await desk.refuseAttach(fresh, uploader, caseNo)
  if (refusal) throw new ApiError(refusal)
  const attached = fresh.length === 0 ? { done: [] } : await desk.attach(fresh, uploader, { caseNo, confidential })
  if ('refused' in attached) throw new ApiError(attached.refused)
  const instead = new Map(fresh.map((id, index) => [id, attached.done[index] ?? id]))
  return { ...wish, attachments: wish.attachments.map(id => instead.get(id) ?? id) }
}
