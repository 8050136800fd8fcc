/** Custom queries and exports have users of their own, so that neither waits for the other. */
export const sandboxLanes = ['customQueries', 'exports'] as const
export type SandboxLane = (typeof sandboxLanes)[number]

/** The statements of a lane that run at the same time. */
export const sandboxedAtOnce = 2

/** A user of ClickHouse who may read the databases whose names begin with `prefix`, and nothing else. */
export interface SandboxUser {
  name: string
  prefix: string
}

/** The users of each lane. One statement at a time has a user, so that its grants reach the rows of one project. */
export type SandboxUsers = Record<SandboxLane, readonly SandboxUser[]>

/** The users of the embedded engine, which its configuration declares. */
export const embeddedUsers: SandboxUsers = {
  customQueries: usersFrom(1),
  exports: usersFrom(1 + sandboxedAtOnce),
}

function usersFrom(first: number): SandboxUser[] {
  return Array.from({ length: sandboxedAtOnce }, (_, i) => {
    const name = `sandbox_${first + i}`
    return { name, prefix: `${name}_` }
  })
}

/** The prefix of databases on a server, where one user has the grants of all of them. */
const serverPrefix = 'convograph_sandbox_'

/** The user of a server in every place: processes share the server, and its administrator declares one user. */
export function serverUsers(sandboxUrl: string): SandboxUsers {
  const user = { name: decodeURIComponent(new URL(sandboxUrl).username), prefix: serverPrefix }
  const users = Array.from({ length: sandboxedAtOnce }, () => user)
  return { customQueries: users, exports: users }
}
