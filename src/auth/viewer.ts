/** Who asks, as their token says. */
export interface Viewer {
  subject: string
  roles: Role[]
  project: string
}

/** What a token can make of its bearer: `admin` asks and tracks, `service` tracks. */
export const tokenRoles = ['admin', 'service'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** `reader` asks; API keys have it, tokens do not. */
export type Role = TokenRole | 'reader'

export const defaultProject = 'default'
