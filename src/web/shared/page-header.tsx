import type { ReactNode } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { ConnectionBadge } from './connection-badge.tsx'
import { LanguageSwitch } from './language-switch.tsx'

/** The head of a working page: product, page, connection, and what the page adds on the right. */
export const PageHeader = ({ title, children }: { readonly title: TextKey; readonly children: ReactNode }) => {
  const { t } = useLanguage()
  return (
    <header className="page-header">
      <h1>
        <strong>{t('product')}</strong>
        <span>{t(title)}</span>
      </h1>
      <ConnectionBadge />
      <div className="page-header-end">
        {children}
        <LanguageSwitch />
      </div>
    </header>
  )
}
