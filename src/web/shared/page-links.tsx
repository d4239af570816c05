import './page-links.css'
import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { mayOpen, type PagePath } from '../router/page-roles.ts'
import { homeOf, navigate, usePath } from '../router/router.ts'
import { useSession } from '../session/use-session.ts'
import { pageLinkTexts } from '../texts/page-links.ts'
import { addTexts, type TextKey } from '../texts.ts'

addTexts(pageLinkTexts)

const linked: readonly (readonly [PagePath, TextKey])[] = [
  ['/campaigns', 'link_campaigns'],
  ['/visits-report', 'link_visits_report'],
  ['/exports', 'link_exports'],
  ['/forecast', 'link_forecast'],
]

/** The ways to pages about return visits and figures, for those who may open them; `home`: and to where his role works. Not for a desk, which must load little. */
export const PageLinks = ({ home = false }: { readonly home?: boolean }) => {
  const { t } = useLanguage()
  const { data: session } = useSession()
  const path = usePath()
  if (!session) return null
  const start = homeOf(session.role)
  const offered = linked.filter(([to]) => to !== path && mayOpen(session, to))
  const goesHome = home && start !== path && mayOpen(session, start)
  if (offered.length === 0 && !goesHome) return null
  return (
    <nav className="page-links" aria-label={t('page_links')}>
      {goesHome && (
        <Button size="small" onClick={() => navigate('/')}>
          {t('to_start')}
        </Button>
      )}
      {offered.map(([to, label]) => (
        <Button key={to} size="small" onClick={() => navigate(to)}>
          {t(label)}
        </Button>
      ))}
    </nav>
  )
}
