import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { homeOf, navigate, reachedPath, usePath } from './router/router.ts'
import type { Role } from './session/session-api.ts'
import { useSession } from './session/use-session.ts'
import { Notice } from './shared/notice.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

const CitizenPage = lazy(() => import('./citizen/citizen-page.tsx').then(page => ({ default: page.CitizenPage })))
const DeskPage = lazy(() => import('./desk/desk-page.tsx').then(page => ({ default: page.DeskPage })))
const CasesPage = lazy(() => import('./cases/cases-page.tsx').then(page => ({ default: page.CasesPage })))
const WallPage = lazy(() => import('./wall/wall-page.tsx').then(page => ({ default: page.WallPage })))
const RecordingsPage = lazy(() =>
  import('./recordings/recordings-page.tsx').then(page => ({ default: page.RecordingsPage })),
)

const pages: Readonly<Record<string, { readonly roles: readonly Role[]; readonly page: ReactNode }>> = {
  '/desk': { roles: ['agent', 'shift_leader'], page: <DeskPage /> },
  '/cases': { roles: ['shift_leader', 'admin'], page: <CasesPage /> },
  '/wall': { roles: ['shift_leader', 'admin'], page: <WallPage /> },
  '/recordings': { roles: ['agent', 'shift_leader'], page: <RecordingsPage /> },
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
  return (
    <Suspense fallback={<Notice text="loading" />}>
      <CitizenPage />
    </Suspense>
  )
}

/** Pages for those who may see them; signing in comes first. */
const SignedInPages = ({ path }: { readonly path: string }) => {
  const { data: session, isPending, isError } = useSession()
  if (isPending) return <Notice text="loading" />
  if (isError) return <Notice text="server_unreachable" action="reload" />
  if (!session) return <SignInPage />
  if (path === '/') return <Elsewhere path={homeOf(session.role)} />
  const page = pages[path]
  if (!page) return <Notice text="not_found_page" action="home" />
  const hears = path !== '/recordings' || session.hearsRecordings
  const atDesk = path !== '/desk' || session.agentId !== null
  if (!page.roles.includes(session.role) || !atDesk || !hears) return <Notice text="wrong_role" action="home" />
  return <Suspense fallback={<Notice text="loading" />}>{page.page}</Suspense>
}
