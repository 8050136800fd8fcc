/** Who asks, as their token says. */
export interface Viewer {
  subject: string
  roles: Role[]
  project: string
}

/** `admin` asks and tracks, `service` tracks. */
export const roles = ['admin', 'service'] as const
export type Role = (typeof roles)[number]

export const defaultProject = 'default'
