import './attachments.css'
import { type ChangeEvent, type DragEvent, useEffect, useRef } from 'react'
import { type AttachmentView, attachmentsAtATime } from '../../wire/attachments.ts'
import { useLanguage } from '../language/use-language.tsx'
import { sizeText } from './size-text.ts'
import { Thumbnail } from './thumbnail.tsx'
import { acceptedFiles, type PhotoPlace } from './upload.ts'
import { type Going, useUploads } from './use-uploads.ts'

interface Props {
  /** What is uploaded and waits to be attached, in order; kept by the page around. */
  readonly items: readonly AttachmentView[]
  onChange(items: readonly AttachmentView[]): void
  /** Where uploads go, and below which they can be seen and taken back. */
  readonly url?: string
  readonly most?: number
  /** Told where a photo says that it was taken, so that the page can offer it; the server does not keep it. */
  onPlace?(place: PhotoPlace): void
  /** Told how many are on their way, so that the page can wait for them. */
  onGoing?(count: number): void
}

/** What the server may be asked once more, with the same file. */
const worthAgain = new Set(['unreachable', 'upload_too_slow', 'uploads_busy', 'store_down', 'unexpected'])

/** Chooses, photographs, uploads and takes back files, before they are attached to a case. */
export const AttachmentPicker = ({
  items,
  onChange,
  url = '/api/attachments',
  most = attachmentsAtATime,
  onPlace,
  onGoing,
}: Props) => {
  const { t, errorText } = useLanguage()
  const { going, add, forget, again } = useUploads({ items, url, most, onChange, ...(onPlace && { onPlace }) })
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>) => {
    add([...(target.files ?? [])])
    // the same file may be chosen again
    target.value = ''
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    add([...event.dataTransfer.files])
  }
  const remove = (id: string) => {
    onChange(items.filter(item => item.id !== id))
    // where that does not come through, it goes by itself after a day
    void fetch(`${url}/${id}`, { method: 'DELETE' }).catch(() => {})
  }
  const open = going.filter(({ refused }) => refused === null).length
  useEffect(() => onGoing?.(open), [open, onGoing])
  const told = (code: string) => (code === 'unreachable' ? t('attachment_unreachable') : errorText(code))
  return (
    <fieldset className="attachments" onDragOver={event => event.preventDefault()} onDrop={dropped}>
      <legend>{t('attachments')}</legend>
      <div className="attachment-actions">
        <button type="button" className="attachment-camera" onClick={() => camera.current?.click()}>
          {t('attachment_take_photo')}
        </button>
        <button type="button" onClick={() => files.current?.click()}>
          {t('attachment_choose')}
        </button>
        <span className="attachment-count">{t('attachment_count', { count: items.length + open, most })}</span>
      </div>
      <input ref={files} type="file" hidden multiple accept={acceptedFiles} onChange={chosen} />
      <input ref={camera} type="file" hidden accept="image/jpeg" capture="environment" onChange={chosen} />
      <p className="attachment-hint">{t('attachment_hint')}</p>
      <ul className="attachment-rows">
        {items.map(item => (
          <li key={item.id}>
            <Thumbnail item={item} url={url} />
            <span className="attachment-name">{item.name}</span>
            <span className="attachment-size">{sizeText(item.bytes)}</span>
            <button
              type="button"
              aria-label={t('attachment_remove_named', { name: item.name })}
              onClick={() => remove(item.id)}
            >
              {t('attachment_remove')}
            </button>
          </li>
        ))}
        {going.map(each => (
          <GoingRow
            key={each.key}
            going={each}
            told={told}
            again={() => again(each.key)}
            forget={() => forget(each.key)}
          />
        ))}
      </ul>
      <p className="attachment-live" role="status">
        {open > 0
          ? t('attachment_going', { count: open })
          : items.length > 0
            ? t('attachment_done', { count: items.length })
            : ''}
      </p>
    </fieldset>
  )
}

interface RowProps {
  readonly going: Going
  told(code: string): string
  again(): void
  forget(): void
}

const GoingRow = ({ going: { file, share, refused }, told, again, forget }: RowProps) => {
  const { t } = useLanguage()
  return (
    <li className={refused === null ? '' : 'attachment-refused'}>
      <span className="attachment-name">{file.name}</span>
      <span className="attachment-size">{sizeText(file.size)}</span>
      {refused === null ? (
        <progress value={share} max={1} aria-label={t('attachment_progress', { name: file.name })} />
      ) : (
        <span className="attachment-why" role="alert">
          {told(refused)}
        </span>
      )}
      {refused !== null && worthAgain.has(refused) && (
        <button type="button" onClick={again}>
          {t('attachment_again')}
        </button>
      )}
      <button type="button" aria-label={t('attachment_remove_named', { name: file.name })} onClick={forget}>
        {t('attachment_remove')}
      </button>
    </li>
  )
}
