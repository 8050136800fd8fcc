/** The authenticated sender of a request. */
export interface Viewer {
  subject: string
  roles: Role[]
  project: string
  /** How the sender was authenticated. */
  proof: 'TOKEN' | 'API_KEY'
}

/** The roles of tokens: `admin` queries and tracks, `service` tracks. */
export const tokenRoles = ['admin', 'service'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** `reader` queries. Only API keys have this role. */
export type Role = TokenRole | 'reader'

/** The argument of `@Authorized`. A reader may query what an `admin` may, except fields that are `admin-only`. */
export type Rule = Role | 'admin-only'

export const defaultProject = 'default'
