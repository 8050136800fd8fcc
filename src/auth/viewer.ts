/** Who asks, as their token says. */
export interface Viewer {
  subject: string
  roles: Role[]
  project: string
  /** What says so. */
  proof: 'TOKEN' | 'API_KEY'
}

/** What a token can make of its bearer: `admin` asks and tracks, `service` tracks. */
export const tokenRoles = ['admin', 'service'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** `reader` asks; API keys have it, tokens do not. */
export type Role = TokenRole | 'reader'

/** What `@Authorized` names. A reader may ask what an `admin` may, but not what is for an `admin alone`. */
export type Rule = Role | 'admin alone'

export const defaultProject = 'default'
