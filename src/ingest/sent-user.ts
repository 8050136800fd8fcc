/** A user, by the id that events use. */
export interface SentUser {
  project: string
  external_id: string
}

export interface NumberedUser extends SentUser {
  no: number
}

export const keyOfUser = ({ project, external_id }: SentUser) => `${project}\0${external_id}`

/** The arrays that a statement binds for users. */
export const userArrays = (users: SentUser[]) => [
  users.map(user => user.project),
  users.map(user => user.external_id),
]
