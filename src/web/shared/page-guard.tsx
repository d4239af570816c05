import { Component, type ReactNode } from 'react'
import { Notice } from './notice.tsx'

/** Catches a page that fails while it is drawn: the reader gets a sentence and a button, not a white window. */
export class PageGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Notice text="page_failed" action="reload" /> : this.props.children
  }
}
