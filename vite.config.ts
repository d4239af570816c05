import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { antdStyle } from './src/web/antd-style.ts'
import { relativeSizes } from './src/web/style/relative-sizes.ts'

const styleId = 'virtual:antd.css'

/** Gives `import 'virtual:antd.css'` the component library's style sheet, made at build time. */
const antdSheet = (): Plugin => ({
  name: 'antd-sheet',
  resolveId: id => (id === styleId ? `\0${styleId}` : null),
  load: id => (id === `\0${styleId}` ? antdStyle() : null),
})

export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react(), antdSheet()],
  css: { postcss: { plugins: [relativeSizes] } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    sourcemap: false,
    target: ['chrome100', 'edge100', 'firefox100', 'safari15.4'],
    // Nothing inline: the pages are served under `default-src 'self'`.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // the citizen's page stands by itself: a phone in the country need not fetch the desk's code
    rollupOptions: {
      input: ['index.html', 'citizen-cases/index.html'].map(page => join(import.meta.dirname, 'src/web', page)),
    },
  },
})
