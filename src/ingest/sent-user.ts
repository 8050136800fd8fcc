/** A user as facts name them. */
export interface SentUser {
  project: string
  external_id: string
}

export interface NumberedUser extends SentUser {
  no: number
}

export const keyOfUser = ({ project, external_id }: SentUser) => `${project}\0${external_id}`

/** What a statement binds for users. */
export const userArrays = (users: SentUser[]) => [
  users.map(user => user.project),
  users.map(user => user.external_id),
]
