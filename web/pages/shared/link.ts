/** What a share link says about itself. Only the service can tell whether it is true. */
export interface Link {
  token: string
  dashboardId: string
  /** A `FilterInput` that every number passes; null if there is none. */
  filter: object | null
  allowsRange: boolean
  /** In milliseconds. */
  expiresAt: number
}

/** @returns undefined for a text that is no token of a share link */
export function linkOf(token: string): Link | undefined {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const text = new TextDecoder().decode(Uint8Array.from(atob(payload), each => each.codePointAt(0)!))
    const { dashboard, filter, range, exp } = JSON.parse(text)
    if (typeof dashboard !== 'string' || typeof exp !== 'number') return undefined
    return {
      token,
      dashboardId: dashboard,
      filter: filter ?? null,
      allowsRange: range === true,
      expiresAt: exp * 1_000,
    }
  } catch {
    return undefined
  }
}
