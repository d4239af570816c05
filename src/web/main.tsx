import './style/base.css'
import './style/narrow.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { applyTypeSize } from './type-size/type-size.ts'

applyTypeSize()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
