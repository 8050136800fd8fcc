import { useMemo } from 'react'
import { Provider } from 'urql'
import { createClient } from './api/client.ts'
import { Notice } from './parts/notice.tsx'
import { useSession } from './session/session.ts'
import { SignIn } from './session/sign-in.tsx'
import { ViewerGate } from './session/viewer.tsx'
import { Shell } from './shell/shell.tsx'

export function App() {
  const { session, reason } = useSession()
  return (
    <>
      {session ? (
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
