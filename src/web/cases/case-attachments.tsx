import { useQuery } from '@tanstack/react-query'
import { AttachmentList } from '../attachments/attachment-list.tsx'
import { useLanguage } from '../language/use-language.tsx'
import { fetchAttachments } from './case-api.ts'

/** The files of a case that the reader may see; nothing where there are none. */
export const CaseAttachments = ({ caseNo }: { readonly caseNo: string }) => {
  const { t } = useLanguage()
  const { data: items = [] } = useQuery({
    queryKey: ['case-attachments', caseNo],
    queryFn: () => fetchAttachments(caseNo),
    retry: false,
  })
  if (items.length === 0) return null
  return (
    <>
      <h3>{t('attachments')}</h3>
      <AttachmentList items={items} />
    </>
  )
}
