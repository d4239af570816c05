import type { ReactNode } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { ConnectionBadge } from './connection-badge.tsx'
import { PageSwitches } from './page-switches.tsx'

interface Props {
  readonly title: TextKey
  /** Whether the page is told of changes as they happen; left out: it is. */
  readonly live?: boolean
  readonly children: ReactNode
}

/** The head of a working page: product, page, connection, and what the page adds on the right. */
export const PageHeader = ({ title, live = true, children }: Props) => {
  const { t } = useLanguage()
  return (
    <header className="page-header">
      <h1>
        <strong>{t('product')}</strong>
        <span>{t(title)}</span>
      </h1>
      {live && <ConnectionBadge />}
      <div className="page-header-end">
        {children}
        <PageSwitches />
      </div>
    </header>
  )
}
