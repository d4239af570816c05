import { closeCodes } from '../../wire/live.ts'
import type { LiveState } from './live-state.ts'

/** What a socket closed with this code means for the page: the reason to show, and whether to connect again. */
export const afterClose = (code: number): { readonly cut: LiveState['cut']; readonly again: boolean } => {
  switch (code) {
    case closeCodes.signed_out:
      return { cut: 'signed_out', again: false }
    case closeCodes.version:
      return { cut: 'version', again: false }
    case closeCodes.slow:
      return { cut: 'slow', again: true }
    default:
      return { cut: null, again: true }
  }
}
