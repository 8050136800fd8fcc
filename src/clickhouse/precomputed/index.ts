import { audienceDays } from './audience-days-table.ts'
import { type PrecomputedTable } from './precomputed-table.ts'
import { sessionPieces } from './session-pieces-table.ts'

/** The tables whose rows are computed from events day by day, in the order in which they are filled. */
export const precomputedTables: readonly PrecomputedTable[] = [sessionPieces, audienceDays]
