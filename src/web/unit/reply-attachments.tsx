import { AttachmentPicker } from '../attachments/attachment-picker.tsx'
import { fieldOf, filesOf } from '../attachments/kept-files.ts'
import { useLanguage } from '../language/use-language.tsx'

interface Props {
  /** The uploads as the form's kept text has them. */
  readonly field: string
  /** How many files the draft before had: they go along with the reply. */
  readonly earlier: number
  onChange(field: string): void
}

/** Files that go with a reply, such as photos of what was done. */
export const ReplyAttachments = ({ field, earlier, onChange }: Props) => {
  const { t } = useLanguage()
  return (
    <fieldset className="unit-field">
      <legend>{t('attachments')}</legend>
      {earlier > 0 && <p className="unit-quiet">{t('unit_files_of_draft', { n: earlier })}</p>}
      <AttachmentPicker items={filesOf(field)} onChange={items => onChange(fieldOf(items))} />
    </fieldset>
  )
}
