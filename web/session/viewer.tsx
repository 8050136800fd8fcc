import { createContext, type ReactNode, use } from 'react'
import { useQuery } from 'urql'
import { useAsked } from '../address/location.ts'
import { failuresOf } from '../api/failure.ts'
import { TrustedOnly } from '../api/trusted-only.ts'
import { FailureNote } from '../parts/failure-note.tsx'
import { SignedIn, type SignedInQuery } from './session.graphql.ts'
import { signOut } from './session.ts'

type Viewer = NonNullable<SignedInQuery['viewer']>
type Settings = NonNullable<SignedInQuery['settings']>

const ViewerContext = createContext<{ viewer: Viewer; settings: Settings } | undefined>(undefined)

/** Who is signed in, and the settings of the service. Only below `ViewerGate`. */
export const useViewer = () => use(ViewerContext)!

/** Whether queries can be opened in the explorer: not for somebody with a share link, who is not signed in. */
export const useExplorer = (): boolean => use(ViewerContext)?.settings.features.explorer ?? false

/** The time zone of the numbers: that of the address, or of the project. */
export function useZone(): string {
  const { question } = useAsked()
  const { settings } = useViewer()
  return question.zone ?? settings.timeZone
}

/** Shows its children once the service has said who is asking, and that they may. */
export function ViewerGate({ children }: { children: ReactNode }) {
  const [{ data, error, fetching }, again] = useQuery({ query: SignedIn })
  const [failed] = failuresOf(error)
  if (fetching && !data) return <div className="starting" aria-busy="true" />
  if (data?.viewer && data.settings)
    return (
      <ViewerContext value={{ viewer: data.viewer, settings: data.settings }}>
        <TrustedOnly value={data.settings.features.trustedDocuments}>{children}</TrustedOnly>
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
