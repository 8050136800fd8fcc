import { type Pool } from 'pg'
import { type Login } from '../../audit/entries-of.ts'
import { type Signs } from '../tokens/access-tokens.ts'

/** What giving out tokens needs to know of the request. */
export interface Caller {
  log: Pool
  /** Where the request came from. */
  address: string
  /** Undefined where only an auth service gives out tokens. */
  signed: Signs | undefined
  /** Who logged in or tried to, for the audit log. */
  logins: Login[]
}
