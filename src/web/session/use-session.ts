import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { fetchSession, type Session, signIn, signOut } from './session-api.ts'

const key = ['session']

const askAgainMs = 1_000

/** Who is signed in: undefined while it is not known yet, null for nobody. A server that cannot say is asked until it can. */
export const useSession = () =>
  useQuery({
    queryKey: key,
    queryFn: fetchSession,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.status === 'error' ? askAgainMs : false),
  })

/** Signs in and keeps who it is. */
export const useSignIn = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, password }: { readonly name: string; readonly password: string }) => signIn(name, password),
    onSuccess: session => client.setQueryData<Session | null>(key, session),
  })
}

/** Whether somebody is signed in here, as far as the pages know. */
export const isSignedIn = (client: QueryClient): boolean => client.getQueryData<Session | null>(key) != null

/** Nobody is signed in here any more: the pages go back to the sign-in. */
export const forgetSession = (client: QueryClient): void => {
  client.setQueryData<Session | null>(key, null)
}

/** Signs out here at once; the server's side may follow. */
export const useSignOut = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: signOut,
    onSettled: () => forgetSession(client),
  })
}
