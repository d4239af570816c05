import { Button } from 'antd'
import { useLanguage } from '../../language/use-language.tsx'
import type { CaseWork } from './use-case-work.ts'

/** Who calls is kept for the next call of this number only when the agent says that he has asked. */
export const KeepPerson = ({ work }: { readonly work: CaseWork }) => {
  const { t } = useLanguage()
  const { name = '', anonymous } = work.fields
  return (
    <Button
      disabled={work.busy || name.trim() === '' || anonymous === '1'}
      aria-pressed={work.personKept}
      onClick={work.keepPerson}
    >
      {t(work.personKept ? 'person_confirmed' : 'person_confirm')}
    </Button>
  )
}
