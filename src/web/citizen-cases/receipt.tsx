import { useState } from 'react'
import { readableCode, readableNumber } from './check.ts'
import type { CaseKey } from './citizen-api.ts'
import { Heading } from './field.tsx'
import { useWords } from './words.tsx'

/** Where a browser gives no clipboard to pages without HTTPS, the old way by a selection. */
const copyBySelection = (text: string): boolean => {
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}

/** The number and the code of a case that was just sent, to be kept. */
export const Receipt = ({ receipt, onKept }: { readonly receipt: CaseKey; readonly onKept: () => void }) => {
  const { w } = useWords()
  const [copied, setCopied] = useState<boolean | null>(null)
  const number = readableNumber(receipt.caseNo)
  const code = readableCode(receipt.queryCode)
  const copy = async (): Promise<void> => {
    const text = `${w('receipt_number')} ${number}\n${w('receipt_code')} ${code}`
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      setCopied(copyBySelection(text))
    }
  }
  return (
    <section className="ask-receipt">
      <Heading text={w('receipt_title')} focus />
      <dl>
        <div>
          <dt>{w('receipt_number')}</dt>
          <dd className="receipt-number">{number}</dd>
        </div>
        <div>
          <dt>{w('receipt_code')}</dt>
          <dd className="receipt-code">{code}</dd>
        </div>
      </dl>
      <p className="receipt-keep">
        <strong>{w('receipt_keep')}</strong>
      </p>
      <p>{w('receipt_next')}</p>
      <div className="ask-buttons">
        <button type="button" onClick={() => void copy()}>
          {w('receipt_copy')}
        </button>
        <button type="button" onClick={() => print()}>
          {w('receipt_print')}
        </button>
        <button type="button" className="ask-main" onClick={onKept}>
          {w('receipt_kept')}
        </button>
      </div>
      <p role="status" className="ask-status">
        {copied !== null && w(copied ? 'receipt_copied' : 'receipt_copy_failed')}
      </p>
    </section>
  )
}
