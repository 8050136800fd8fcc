import { type EntityManager } from '@mikro-orm/postgresql'
import { type Pool } from 'pg'
import { type Change } from '../../entities/audit-entry.ts'
import { type ApiKeys } from './api-keys.ts'

/** The part of a request that managing API keys needs. */
export interface KeyKeeper {
  project: string
  viewer: { subject: string } | null
  /** When the request arrived. */
  asOf: Date
  em: EntityManager
  pool: Pool
  apiKeys: ApiKeys
  /** The changes of this request so far, for the audit log. */
  changes: Change[]
}
