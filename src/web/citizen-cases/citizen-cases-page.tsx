import { useEffect, useState, useSyncExternalStore } from 'react'
import { chooseTypeSize, type TypeSize, typeSizes, useTypeSize } from '../type-size/type-size.ts'
import { type CaseKey, chatDoor } from './citizen-api.ts'
import { keepReceipt, storedReceipt } from './draft.ts'
import { RatePage } from './rate-page.tsx'
import { Receipt } from './receipt.tsx'
import { SubmitForm } from './submit-form.tsx'
import { TrackPage } from './track-page.tsx'
import { useWords, type WordKey } from './words.tsx'
import { WritePage } from './write-page.tsx'

const sizeKeys: Readonly<Record<TypeSize, WordKey>> = {
  standard: 'request_type_standard',
  large: 'request_type_large',
  larger: 'request_type_larger',
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
const useHash = (): string => useSyncExternalStore(subscribe, () => location.hash)

const Switches = () => {
  const { language, setLanguage, w } = useWords()
  const size = useTypeSize()
  return (
    <div className="ask-switches">
      <fieldset>
        <legend className="unseen">{w('request_type')}</legend>
        {typeSizes.map(each => (
          <button key={each} type="button" aria-pressed={size === each} onClick={() => chooseTypeSize(each)}>
            {w(sizeKeys[each])}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="ask-language"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'English' : '中文'}
      </button>
    </div>
  )
}

/** What a citizen asks of the city in writing: to send a request, and to follow one. */
export const CitizenCasesPage = () => {
  const { w } = useWords()
  const hash = useHash()
  const tracks = hash === '#track'
  const writes = hash === '#write'
  const code = /^#rate=([\w-]{1,100})$/.exec(hash)?.[1]
  const elsewhere = tracks || writes || code !== undefined
  const [receipt, setReceipt] = useState<CaseKey | null>(storedReceipt)
  const [canWrite, setCanWrite] = useState(false)
  useEffect(() => {
    chatDoor().then(
      door => setCanWrite(door !== 'closed'),
      () => {},
    )
  }, [])
  const [moved, setMoved] = useState(false)
  useEffect(() => subscribe(() => setMoved(true)), [])
  const sent = (received: CaseKey): void => {
    keepReceipt(received)
    setReceipt(received)
  }
  const kept = (): void => {
    keepReceipt(null)
    setReceipt(null)
    location.hash = '#track'
  }
  return (
    <div className="ask">
      <a className="ask-skip" href="#content">
        {w('request_skip')}
      </a>
      <p className="ask-emergency">{w('request_emergency')}</p>
      <header>
        <h1>{w('request_title')}</h1>
        <Switches />
      </header>
      <nav aria-label={w('request_pages')}>
        <a href="#submit" aria-current={elsewhere ? undefined : 'page'}>
          {w('request_submit')}
        </a>
        <a href="#track" aria-current={tracks ? 'page' : undefined}>
          {w('request_track')}
        </a>
        {(canWrite || writes) && (
          <a href="#write" aria-current={writes ? 'page' : undefined}>
            {w('write_title')}
          </a>
        )}
      </nav>
      <main id="content" tabIndex={-1}>
        {tracks && <TrackPage focus={moved} />}
        {writes && <WritePage focus={moved} />}
        {code !== undefined && <RatePage key={code} code={code} />}
        {!elsewhere && receipt && <Receipt receipt={receipt} onKept={kept} />}
        {!elsewhere && !receipt && <SubmitForm onSent={sent} focus={moved} />}
      </main>
    </div>
  )
}
