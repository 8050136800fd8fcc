/** What the server knows of a request that tracks facts, beside the facts. */
export interface Received {
  project: string
  /** Whose token it is. */
  subject: string
  /** When it came, in milliseconds. */
  at: number
  /** Whether addresses are stored (`STORE_IP`). */
  storeIp: boolean
}
