import { useEffect, useState } from 'react'
import { Notice } from '../shared/notice.tsx'
import type { PageOnDemand } from './page-on-demand.ts'

/**
 * Shows a page in the moment in which its code is there. React's own `lazy` keeps the words of waiting on the screen for 300 ms once they are
 * shown, and an agent whose page is loaded anew in a talk would be silent for so much longer. Throws what kept the code from coming.
 */
export const ShownPage = ({ page }: { readonly page: PageOnDemand }) => {
  const [Found, setFound] = useState(() => page.known)
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null)
  useEffect(() => {
    if (Found) return
    let wanted = true
    page.fetch().then(
      found => wanted && setFound(() => found),
      (error: unknown) => wanted && setFailure({ error }),
    )
    return () => {
      wanted = false
    }
  }, [Found, page])
  if (failure) throw failure.error
  return Found ? <Found /> : <Notice text="loading" />
}
