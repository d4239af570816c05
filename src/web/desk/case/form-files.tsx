import { lazy, Suspense, useRef, useState } from 'react'
import { fieldOf, filesOf } from '../../attachments/kept-files.ts'
import { useLanguage } from '../../language/use-language.tsx'
import type { CaseWork } from './use-case-work.ts'

/** Comes when it is first wanted. */
const AttachmentPicker = lazy(() =>
  import('../../attachments/attachment-picker.tsx').then(part => ({ default: part.AttachmentPicker })),
)

/** Files for the case, over the form and closed until they are wanted: most come by web. What was begun goes on while it is closed. */
export const FormFiles = ({ work }: { readonly work: CaseWork }) => {
  const { t } = useLanguage()
  const box = useRef<HTMLDetailsElement>(null)
  const [wanted, setWanted] = useState(false)
  const items = filesOf(work.fields.attachments)
  return (
    <details
      ref={box}
      className="form-files"
      onToggle={() => setWanted(true)}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !box.current?.open) return
        box.current.open = false
        box.current.querySelector('summary')?.focus()
      }}
    >
      <summary>{t('case_files', { n: items.length + work.uploading })}</summary>
      <div className="form-files-box">
        {wanted && (
          <Suspense fallback={null}>
            <AttachmentPicker
              items={items}
              onChange={now => work.edit({ attachments: fieldOf(now) })}
              onGoing={work.setUploading}
              onPlace={({ latitude, longitude }) => {
                if ((work.fields.coordinates ?? '').trim() === '')
                  work.edit({ coordinates: `${latitude},${longitude}` })
              }}
            />
          </Suspense>
        )}
      </div>
    </details>
  )
}
