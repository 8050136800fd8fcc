/** A running service, and the tokens of one project. */
export interface Service {
  url: string
  admin: string
  service: string
}
