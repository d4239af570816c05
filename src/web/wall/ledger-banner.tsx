import { useLanguage } from '../language/use-language.tsx'

/** Says that the ledger does not verify, and from which row on; nothing while it does or is not yet checked. */
export const LedgerBanner = ({ brokenAt }: { readonly brokenAt: number | null }) => {
  const { t } = useLanguage()
  if (brokenAt === null) return null
  return (
    <p className="wall-banner" role="alert">
      {t('ledger_broken', { row: brokenAt })}
    </p>
  )
}
