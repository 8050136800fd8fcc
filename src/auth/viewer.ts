/** The authenticated sender of a request. */
export interface Viewer {
  subject: string
  roles: Role[]
  project: string
  /** How the sender was authenticated. */
  proof: 'TOKEN' | 'API_KEY' | 'SHARE_LINK'
  /** The end of the credential; undefined for a key without one. */
  expiresAt?: Date
  /** Only with the proof `SHARE_LINK`. */
  shared?: SharedDashboard
}

/** What the signature of a share link fixes. */
export interface SharedDashboard {
  /** The only dashboard that the link shows. */
  dashboardId: string
  /** The `FilterInput` that every number has to pass, as it was sent. */
  filter: object | null
  /** Whether the viewer may choose the range and the calendar. */
  allowsRange: boolean
  /** Whether lists of users and of stored rows are shown. */
  allowsLists: boolean
}

/** The roles of tokens: `admin` queries and tracks, `service` tracks, `super-admin` manages projects and does nothing else. */
export const tokenRoles = ['admin', 'service', 'super-admin'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** `reader` queries; only API keys have this role. `viewer` sees one dashboard; only share links have it. */
export type Role = TokenRole | 'reader' | 'viewer'

/** The argument of `@Authorized`. A reader may query what an `admin` may, except fields that are `admin-only`. */
export type Rule = Role | 'admin-only'

export const defaultProject = 'default'
