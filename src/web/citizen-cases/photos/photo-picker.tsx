import './photos.css'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import type { Fault } from '../check.ts'
import { useWords, type WordKey } from '../words.tsx'
import { drawSmall } from './scale.ts'
import { mostPhotos, type Photo, type Photos } from './use-photos.ts'

/** No HEIC in it: a phone that is not offered it sends JPEG. */
const accepted = 'image/jpeg,image/png,image/webp'
const thumbnailSide = 144

/** Drawn from the file that is here: what was uploaded can be seen by nobody but those who handle the case. */
const Thumbnail = ({ file }: { readonly file: File | null }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    if (file && canvas.current) void drawSmall(file, canvas.current, thumbnailSide).then(setDrawn)
  }, [file])
  return (
    <span className="ask-thumb" aria-hidden="true">
      <canvas ref={canvas} hidden={!drawn} />
      {!drawn && '▣'}
    </span>
  )
}

const Row = ({ photo, photos, onRemove }: { readonly photo: Photo; readonly photos: Photos; onRemove(): void }) => {
  const { w, name: told } = useWords()
  const { key, name, file, share, id, refused, worthAgain } = photo
  const why = typeof refused === 'string' ? w(refused) : refused && told(refused)
  return (
    <li data-state={refused ? 'refused' : id ? 'done' : 'going'}>
      <Thumbnail file={file} />
      <div className="ask-photo-words">
        <span className="ask-photo-name">{name}</span>
        {why && (
          <span className="ask-fault" role="alert">
            <span aria-hidden="true">⚠ </span>
            {why}
          </span>
        )}
        {!why && id && (
          <span className="ask-hint">
            <span aria-hidden="true">✓ </span>
            {w('photos_done')}
          </span>
        )}
        {!why && !id && share > 0 && <progress value={share} max={1} aria-label={w('photos_share', { name })} />}
        {!why && !id && share === 0 && <span className="ask-hint">{w('photos_waiting')}</span>}
        <div className="ask-buttons">
          {refused && file && worthAgain && (
            <button
              type="button"
              className="ask-photo-again"
              aria-label={w('photos_again_named', { name })}
              onClick={() => photos.again(key)}
            >
              {w('photos_again')}
            </button>
          )}
          <button
            type="button"
            className="ask-photo-remove"
            aria-label={w('photos_remove_named', { name })}
            onClick={onRemove}
          >
            {w('photos_remove')}
          </button>
        </div>
      </div>
    </li>
  )
}

/** Takes and chooses photos; they are uploaded while the citizen writes. `name`: that of the field, to which its faults lead. */
export const PhotoPicker = ({
  name,
  photos,
  faults,
}: {
  readonly name: string
  readonly photos: Photos
  readonly faults: readonly Fault[]
}) => {
  const { w } = useWords()
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  const [said, setSaid] = useState<WordKey | null>(null)
  const fault = faults.find(({ field }) => field === name)
  const full = photos.photos.length >= mostPhotos
  const done = photos.photos.filter(({ id }) => id !== null).length
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    setSaid(photos.add([...(target.files ?? [])]) > 0 ? 'photos_most' : null)
    // the same photo may be chosen again
    target.value = ''
  }
  const remove = (key: number): void => {
    photos.remove(key)
    setSaid('photos_removed')
    // the button that had the focus is gone
    choose.current?.focus()
  }
  const id = `field-${name}`
  const described = [`${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <fieldset className="ask-field ask-photos" data-faulty={fault !== undefined} aria-describedby={described}>
      <legend>{w('photos_label')}</legend>
      <p className="ask-hint" id={`${id}-hint`}>
        {w('photos_hint', { most: mostPhotos })}
      </p>
      {fault && (
        <p className="ask-fault" id={`${id}-fault`}>
          <span aria-hidden="true">⚠ </span>
          {w(fault.key)}
        </p>
      )}
      {photos.photos.length > 0 && (
        <ul className="ask-photo-list">
          {photos.photos.map(photo => (
            <Row key={photo.key} photo={photo} photos={photos} onRemove={() => remove(photo.key)} />
          ))}
        </ul>
      )}
      <div className="ask-buttons">
        <button
          type="button"
          className="ask-photo-camera"
          aria-disabled={full}
          onClick={() => !full && camera.current?.click()}
        >
          {w('photos_take')}
        </button>
        <button
          type="button"
          id={id}
          ref={choose}
          className="ask-photo-choose"
          aria-disabled={full}
          aria-describedby={described}
          onClick={() => !full && files.current?.click()}
        >
          {w('photos_choose')}
        </button>
      </div>
      <input ref={files} type="file" hidden multiple accept={accepted} onChange={chosen} />
      <input ref={camera} type="file" hidden accept="image/jpeg" capture="environment" onChange={chosen} />
      <p role="status" className="ask-photo-status">
        {said && w(said, { most: mostPhotos })}
        {!said && done > 0 && w('photos_count', { count: done })}
      </p>
    </fieldset>
  )
}
