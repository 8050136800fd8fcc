import { type EventRow } from '../entities/event-columns.ts'
import { type Tokens } from './used-tokens.ts'

/** The fields of a call or message that determine its cost. */
export type ModelUse = Tokens &
  Pick<EventRow, 'provider' | 'model' | 'service_tier' | 'call_type' | 'role' | 'cache_hit'> & {
    occurred_at: string | Date
  }
