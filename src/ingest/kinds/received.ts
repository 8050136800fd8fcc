import { type IsMistakenId } from '../../checks/mistaken-id.ts'

/** The context of a request that tracks events. */
export interface Received {
  project: string
  /** The subject of the caller's token. */
  subject: string
  /** When the request came, in milliseconds since 1970. */
  at: number
  /** How far the clock of the sender is behind, in milliseconds. */
  skewMs: number
  /** Whether addresses are stored (`STORE_IP`). */
  storeIp: boolean
  isMistakenId: IsMistakenId
}
