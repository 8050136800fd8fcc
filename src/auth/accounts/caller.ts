import { type Pool } from 'pg'
import { type Login } from '../../audit/entries-of.ts'
import { type SignAccessToken } from '../tokens/access-tokens.ts'

/** The part of a request that issuing tokens needs. */
export interface Caller {
  pool: Pool
  /** The client's IP address. */
  address: string
  /** Undefined when only an auth service issues tokens. */
  signed: SignAccessToken | undefined
  /** The logins of this request, successful or not, for the audit log. */
  logins: Login[]
}
