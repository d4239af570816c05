import { defineConfig } from 'vite'
import house from '../../../vite.config.ts'

// the house's way of building, but for its own pages
const { rollupOptions: _pages, ...build } = house.build ?? {}

export default defineConfig({ ...house, root: import.meta.dirname, publicDir: false, build })
