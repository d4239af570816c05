import '../../../src/web/style/base.css'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { AttachmentList } from '../../../src/web/attachments/attachment-list.tsx'
import { AttachmentPicker } from '../../../src/web/attachments/attachment-picker.tsx'
import { LanguageProvider } from '../../../src/web/language/use-language.tsx'
import type { AttachmentView } from '../../../src/wire/attachments.ts'

/** A page around the picker and the list, as a form would be. */
const Form = () => {
  const [items, setItems] = useState<readonly AttachmentView[]>([])
  return (
    <main style={{ padding: 16, maxWidth: 900, display: 'grid', gap: 16 }}>
      <h1>12345</h1>
      <AttachmentPicker items={items} onChange={setItems} />
      <AttachmentList items={items} />
    </main>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <LanguageProvider>
      <Form />
    </LanguageProvider>,
  )
