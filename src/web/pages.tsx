import { useEffect } from 'react'
import { type PageOnDemand, pageOnDemand } from './router/page-on-demand.ts'
import { isPagePath, mayOpen, type PagePath } from './router/page-roles.ts'
import { homeOf, navigate, reachedPath, usePath } from './router/router.ts'
import { ShownPage } from './router/shown-page.tsx'
import { useSession } from './session/use-session.ts'
import { Notice } from './shared/notice.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

const citizenPage = pageOnDemand(() => import('./citizen/citizen-page.tsx').then(page => page.CitizenPage))

const pages: Readonly<Record<PagePath, PageOnDemand>> = {
  '/desk': pageOnDemand(() => import('./desk/desk-page.tsx').then(page => page.DeskPage)),
  '/cases': pageOnDemand(() => import('./cases/cases-page.tsx').then(page => page.CasesPage)),
  '/wall': pageOnDemand(() => import('./wall/wall-page.tsx').then(page => page.WallPage)),
  '/knowledge': pageOnDemand(() => import('./knowledge/knowledge-page.tsx').then(page => page.KnowledgePage)),
  '/unit': pageOnDemand(() => import('./unit/unit-page.tsx').then(page => page.UnitPage)),
  '/office': pageOnDemand(() => import('./office/office-page.tsx').then(page => page.OfficePage)),
  '/scores': pageOnDemand(() => import('./scores/scores-page.tsx').then(page => page.ScoresPage)),
  '/visits-report': pageOnDemand(() =>
    import('./visits-report/visits-report-page.tsx').then(page => page.VisitsReportPage),
  ),
  '/campaigns': pageOnDemand(() => import('./campaigns/campaigns-page.tsx').then(page => page.CampaignsPage)),
  '/exports': pageOnDemand(() => import('./exports/exports-page.tsx').then(page => page.ExportsPage)),
  '/forecast': pageOnDemand(() => import('./forecast/forecast-page.tsx').then(page => page.ForecastPage)),
  '/recordings': pageOnDemand(() => import('./recordings/recordings-page.tsx').then(page => page.RecordingsPage)),
}

const Elsewhere = ({ path }: { readonly path: string }) => {
  useEffect(() => navigate(path, { replace: true }), [path])
  return null
}

/** The page of the present path. */
export const Pages = () => {
  const path = usePath()
  if (path === reachedPath) return <Notice text="server_reached" />
  if (path !== '/citizen') return <SignedInPages path={path} />
  return <ShownPage page={citizenPage} />
}

/** Pages for those who may see them; signing in comes first. */
const SignedInPages = ({ path }: { readonly path: string }) => {
  const { data: session, isPending, isError } = useSession()
  // its code comes while it is asked who is there
  useEffect(() => void (isPagePath(path) && pages[path].fetch().catch(() => {})), [path])
  if (isPending) return <Notice text="loading" />
  if (isError) return <Notice text="server_unreachable" action="reload" />
  if (!session) return <SignInPage />
  if (path === '/') return <Elsewhere path={homeOf(session.role)} />
  if (!isPagePath(path)) return <Notice text="not_found_page" action="home" />
  if (!mayOpen(session, path)) return <Notice text="wrong_role" action="home" />
  return <ShownPage key={path} page={pages[path]} />
}
