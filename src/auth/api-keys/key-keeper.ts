import { type EntityManager } from '@mikro-orm/postgresql'
import { type Pool } from 'pg'
import { type Change } from '../../entities/audit-entry.ts'
import { type ApiKeys } from './api-keys.ts'

/** What keeping API keys needs to know of the request. */
export interface KeyKeeper {
  project: string
  viewer: { subject: string } | null
  /** When the request came. */
  asOf: Date
  em: EntityManager
  log: Pool
  apiKeys: ApiKeys
  /** What the request changed so far, for the audit log. */
  changes: Change[]
}
