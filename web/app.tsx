import { lazy, Suspense, useMemo } from 'react'
import { Provider } from 'urql'
import { usePath } from './address/location.ts'
import { createClient } from './api/client.ts'
import { Notice } from './parts/notice.tsx'
import { useSession } from './session/session.ts'
import { SignIn } from './session/sign-in.tsx'
import { ViewerGate } from './session/viewer.tsx'
import { Shell } from './shell/shell.tsx'

/** For people without an account, so it is none of the pages of the navigation. */
const Shared = lazy(() => import('./pages/shared/shared.tsx'))

export function App() {
  const { session, reason } = useSession()
  const path = usePath()
  return (
    <>
      {path === '/shared' ? (
        <Suspense>
          <Shared />
        </Suspense>
      ) : session ? (
        <SignedInApp key={session.refreshToken === undefined ? session.token : 'account'} />
      ) : (
        <SignIn reason={reason} />
      )}
      <Notice />
    </>
  )
}

function SignedInApp() {
  const client = useMemo(createClient, [])
  return (
    <Provider value={client}>
      <ViewerGate>
        <Shell />
      </ViewerGate>
    </Provider>
  )
}
