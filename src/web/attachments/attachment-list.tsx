import './attachments.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AttachmentView } from '../../wire/attachments.ts'
import { useLanguage } from '../language/use-language.tsx'
import { sizeText } from './size-text.ts'
import { kindTexts, Thumbnail } from './thumbnail.tsx'

interface Props {
  readonly items: readonly AttachmentView[]
  /** Below which attachments can be had. */
  readonly url?: string
}

/** Attachments in small; each opens in a viewer over the page. */
export const AttachmentList = ({ items, url = '/api/attachments' }: Props) => {
  const { t } = useLanguage()
  const [shown, setShown] = useState<number | null>(null)
  if (items.length === 0) return <p className="attachment-hint">{t('attachments_none')}</p>
  return (
    <>
      <ul className="attachment-list" aria-label={t('attachments')}>
        {items.map((item, index) => (
          <li key={item.id}>
            <button type="button" onClick={() => setShown(index)}>
              <Thumbnail item={item} url={url} />
              <span className="attachment-name">{item.name}</span>
              <span className="attachment-size">
                {t(kindTexts[item.kind])} · {sizeText(item.bytes)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown !== null && items[shown] && (
        <Viewer items={items} index={shown} url={url} onShow={setShown} onClose={() => setShown(null)} />
      )}
    </>
  )
}

interface ViewerProps extends Required<Props> {
  readonly index: number
  onShow(index: number): void
  onClose(): void
}

const Viewer = ({ items, index, url, onShow, onClose }: ViewerProps) => {
  const { t } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  const item = items[index]
  if (!item) return null
  const go = (step: number) => {
    const next = index + step
    if (next >= 0 && next < items.length) onShow(next)
  }
  const onKey = ({ key, target }: KeyboardEvent) => {
    // a player has these keys for itself
    if (target instanceof HTMLMediaElement) return
    if (key === 'ArrowLeft') go(-1)
    if (key === 'ArrowRight') go(1)
  }
  return (
    <dialog ref={dialog} className="attachment-viewer" aria-label={item.name} onClose={onClose} onKeyDown={onKey}>
      <header>
        <strong>{item.name}</strong>
        <span>{t('attachment_of', { number: index + 1, count: items.length })}</span>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('attachment_close')}
        </button>
      </header>
      <Content key={item.id} item={item} source={`${url}/${item.id}`} />
      <footer>
        <button type="button" disabled={index === 0} onClick={() => go(-1)}>
          {t('attachment_previous')}
        </button>
        <button type="button" disabled={index === items.length - 1} onClick={() => go(1)}>
          {t('attachment_next')}
        </button>
        <a href={`${url}/${item.id}?download=1`} download={item.name}>
          {t('attachment_save')}
        </a>
      </footer>
    </dialog>
  )
}

const Content = ({ item, source }: { readonly item: AttachmentView; readonly source: string }) => {
  const { t } = useLanguage()
  const [failed, setFailed] = useState(false)
  if (failed)
    return (
      <p className="attachment-failed" role="alert">
        {t('attachment_not_shown')}
      </p>
    )
  const fail = () => setFailed(true)
  if (item.kind === 'photo') return <img src={source} alt={item.name} onError={fail} />
  // biome-ignore lint/a11y/useMediaCaption: what a citizen has filmed comes without captions
  if (item.kind === 'video') return <video src={source} controls aria-label={item.name} onError={fail} />
  // biome-ignore lint/a11y/useMediaCaption: what a citizen has recorded comes without captions
  if (item.kind === 'sound') return <audio src={source} controls aria-label={item.name} onError={fail} />
  return (
    <p className="attachment-failed">
      {item.type === 'pdf' ? (
        <a href={source} target="_blank" rel="noreferrer">
          {t('attachment_open_pdf')}
        </a>
      ) : (
        t('attachment_save_to_read')
      )}
    </p>
  )
}
