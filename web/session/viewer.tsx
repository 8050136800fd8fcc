import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useQuery } from 'urql'
import { useAsked } from '../address/location.ts'
import { failuresOf } from '../api/failure.ts'
import { TrustedOnly } from '../api/trusted-only.ts'
import { FailureNote } from '../parts/failure-note.tsx'
import { SignedIn, type SignedInQuery } from './session.graphql.ts'
import { signOut } from './session.ts'

type Viewer = NonNullable<SignedInQuery['viewer']>
type Settings = NonNullable<SignedInQuery['settings']>

interface Known {
  viewer: Viewer
  settings: Settings
}

/** `known` is undefined until the service has said it, and `answer` is settled then. */
const ViewerContext = createContext<{ known: Known | undefined; answer: Promise<Known> } | undefined>(
  undefined,
)

/**
 * Who is signed in, and the settings of the service. Only below `ViewerGate`. Until the service has said it, the nearest
 * `Suspense` shows its fallback, and the rest of the page is there already.
 */
export function useViewer(): Known {
  const { known, answer } = use(ViewerContext)!
  return known ?? use(answer)
}

/** Whether queries can be opened in the explorer: not for somebody with a share link, who is not signed in. */
export const useExplorer = (): boolean => use(ViewerContext)?.known?.settings.features.explorer ?? false

/** The time zone of the numbers: that of the address, or of the project. */
export function useZone(): string {
  const { question } = useAsked()
  const { settings } = useViewer()
  return question.zone ?? settings.timeZone
}

/** Shows its children unless the service says that whoever asks may not. They ask before it has said so. */
export function ViewerGate({ children }: { children: ReactNode }) {
  const [{ data, error, fetching }, again] = useQuery({ query: SignedIn })
  const [{ promise: answer, resolve }] = useState(() => Promise.withResolvers<Known>())
  const [failed] = failuresOf(error)
  const known = data?.viewer && data.settings ? { viewer: data.viewer, settings: data.settings } : undefined
  useEffect(() => {
    if (known) resolve(known)
  })
  if (known || fetching)
    return (
      <ViewerContext value={{ known, answer }}>
        <TrustedOnly value={known?.settings.features.trustedDocuments ?? true}>{children}</TrustedOnly>
      </ViewerContext>
    )
  return (
    <main className="sign-in">
      <h1>Convograph</h1>
      {failed && (
        <FailureNote failure={failed.failure} retry={() => again({ requestPolicy: 'network-only' })} />
      )}
      <p>
        <button type="button" className="button" onClick={() => signOut()}>
          Sign in with something else
        </button>
      </p>
    </main>
  )
}
