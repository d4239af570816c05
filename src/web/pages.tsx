import { useEffect } from 'react'
import { type PageOnDemand, pageOnDemand } from './router/page-on-demand.ts'
import { homeOf, navigate, reachedPath, usePath } from './router/router.ts'
import { ShownPage } from './router/shown-page.tsx'
import type { Role } from './session/session-api.ts'
import { useSession } from './session/use-session.ts'
import { Notice } from './shared/notice.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

const citizenPage = pageOnDemand(() => import('./citizen/citizen-page.tsx').then(page => page.CitizenPage))

const pages: Readonly<Record<string, { readonly roles: readonly Role[]; readonly page: PageOnDemand }>> = {
  '/desk': {
    roles: ['agent', 'callback_agent', 'shift_leader'],
    page: pageOnDemand(() => import('./desk/desk-page.tsx').then(page => page.DeskPage)),
  },
  '/cases': {
    roles: ['shift_leader', 'admin'],
    page: pageOnDemand(() => import('./cases/cases-page.tsx').then(page => page.CasesPage)),
  },
  '/wall': {
    roles: ['shift_leader', 'admin'],
    page: pageOnDemand(() => import('./wall/wall-page.tsx').then(page => page.WallPage)),
  },
  '/knowledge': {
    roles: ['knowledge_editor', 'shift_leader'],
    page: pageOnDemand(() => import('./knowledge/knowledge-page.tsx').then(page => page.KnowledgePage)),
  },
  '/unit': {
    roles: ['unit_clerk', 'unit_handler', 'unit_leader'],
    page: pageOnDemand(() => import('./unit/unit-page.tsx').then(page => page.UnitPage)),
  },
  '/office': {
    roles: ['reviewer', 'dispatcher', 'supervisor', 'callback_agent', 'policy_specialist', 'shift_leader'],
    page: pageOnDemand(() => import('./office/office-page.tsx').then(page => page.OfficePage)),
  },
  '/scores': {
    roles: ['supervisor', 'analyst', 'shift_leader', 'admin', 'unit_clerk', 'unit_handler', 'unit_leader'],
    page: pageOnDemand(() => import('./scores/scores-page.tsx').then(page => page.ScoresPage)),
  },
  '/visits-report': {
    roles: ['supervisor', 'analyst', 'auditor'],
    page: pageOnDemand(() => import('./visits-report/visits-report-page.tsx').then(page => page.VisitsReportPage)),
  },
  '/campaigns': {
    roles: ['shift_leader', 'admin', 'supervisor', 'callback_agent', 'analyst', 'auditor'],
    page: pageOnDemand(() => import('./campaigns/campaigns-page.tsx').then(page => page.CampaignsPage)),
  },
  '/recordings': {
    roles: ['agent', 'shift_leader'],
    page: pageOnDemand(() => import('./recordings/recordings-page.tsx').then(page => page.RecordingsPage)),
  },
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
  useEffect(() => void pages[path]?.page.fetch().catch(() => {}), [path])
  if (isPending) return <Notice text="loading" />
  if (isError) return <Notice text="server_unreachable" action="reload" />
  if (!session) return <SignInPage />
  if (path === '/') return <Elsewhere path={homeOf(session.role)} />
  const page = pages[path]
  if (!page) return <Notice text="not_found_page" action="home" />
  const edits = path !== '/knowledge' || session.editsKnowledge
  const hears = path !== '/recordings' || session.hearsRecordings
  const atDesk = path !== '/desk' || session.agentId !== null
  const may = [session.role, ...session.alsoRoles].some(role => page.roles.includes(role))
  if (!may || !atDesk || !hears || !edits) return <Notice text="wrong_role" action="home" />
  return <ShownPage key={path} page={page.page} />
}
