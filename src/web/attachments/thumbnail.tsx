import type { AttachmentView } from '../../wire/attachments.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'

export const kindTexts = {
  photo: 'attachment_photo',
  document: 'attachment_document',
  sound: 'attachment_sound',
  video: 'attachment_video',
} as const satisfies Record<AttachmentView['kind'], TextKey>

/** A photo in small, which the browser scales; of others, what they are. */
export const Thumbnail = ({ item, url }: { readonly item: AttachmentView; readonly url: string }) => {
  const { t } = useLanguage()
  return (
    <span className="attachment-thumb" aria-hidden="true">
      {item.kind === 'photo' ? (
        <img src={`${url}/${item.id}`} alt="" loading="lazy" decoding="async" />
      ) : (
        <>
          <span className="attachment-type">{item.type === 'text' ? 'TXT' : item.type.toUpperCase()}</span>
          {t(kindTexts[item.kind])}
        </>
      )}
    </span>
  )
}
