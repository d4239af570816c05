import { useEffect, useState, useSyncExternalStore } from 'react'
import { chooseTypeSize, type TypeSize, typeSizes, useTypeSize } from '../type-size/type-size.ts'
import type { CaseKey } from './citizen-api.ts'
import { keepReceipt, storedReceipt } from './draft.ts'
import { Receipt } from './receipt.tsx'
import { SubmitForm } from './submit-form.tsx'
import { TrackPage } from './track-page.tsx'
import { useWords, type WordKey } from './words.tsx'

const sizeKeys: Readonly<Record<TypeSize, WordKey>> = {
  standard: 'request_type_standard',
  large: 'request_type_large',
  larger: 'request_type_larger',
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
const useTracks = (): boolean => useSyncExternalStore(subscribe, () => location.hash === '#track')

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
  const tracks = useTracks()
  const [receipt, setReceipt] = useState<CaseKey | null>(storedReceipt)
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
        <a href="#submit" aria-current={tracks ? undefined : 'page'}>
          {w('request_submit')}
        </a>
        <a href="#track" aria-current={tracks ? 'page' : undefined}>
          {w('request_track')}
        </a>
      </nav>
      <main id="content" tabIndex={-1}>
        {tracks && <TrackPage focus={moved} />}
        {!tracks && receipt && <Receipt receipt={receipt} onKept={kept} />}
        {!tracks && !receipt && <SubmitForm onSent={sent} focus={moved} />}
      </main>
    </div>
  )
}
