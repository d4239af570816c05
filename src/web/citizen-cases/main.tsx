import '../style/base.css'
import './citizen-cases.css'
import { createRoot } from 'react-dom/client'
import { applyTypeSize } from '../type-size/type-size.ts'
import { CitizenCasesPage } from './citizen-cases-page.tsx'
import { WordsProvider } from './words.tsx'

applyTypeSize()
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <WordsProvider>
      <CitizenCasesPage />
    </WordsProvider>,
  )
