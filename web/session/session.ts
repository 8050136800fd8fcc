import { useSyncExternalStore } from 'react'

/** What proves who is asking. It is kept in this tab only, and gone when the tab closes. */
export interface Session {
  token: string
  /** Only after a login with an account. */
  refreshToken?: string
  /** When the token has to be replaced, in milliseconds; only with a refresh token. */
  renewAt?: number
}

type State = { session: Session | undefined; reason: string | undefined }

const key = 'convograph.session'
const listeners = new Set<() => void>()
let state: State = { session: stored(), reason: undefined }

function stored(): Session | undefined {
  try {
    const text = sessionStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Session)
  } catch {
    return undefined
  }
}

export function signIn(session: Session): void {
  sessionStorage.setItem(key, JSON.stringify(session))
  change({ session, reason: undefined })
}

/** `reason` is shown above the form. The address stays, so that the same page opens after the next sign-in. */
export function signOut(reason?: string): void {
  sessionStorage.removeItem(key)
  change({ session: undefined, reason })
}

export const currentSession = (): Session | undefined => state.session

function change(next: State): void {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSession = (): State => useSyncExternalStore(subscribe, () => state)
