import { type ClientBase, type Pool } from 'pg'
import { type Failure } from './failure.ts'
import { type Claimed, type Clock, now } from './leases.ts'

const free = 'lease = null, lease_until = null'

/** Gives the lease of an attempt back; returns whether the attempt had it. */
const settle =
  (change: string) =>
  async (client: ClientBase | Pool, clock: Clock, { id, lease }: Claimed, values: unknown[] = []) => {
    const { rowCount } = await client.query(
      `update work set ${free}, ${change} where $1::float8 is not null and id = $2 and lease = $3`,
      [clock.aheadMs, id, lease, ...values],
    )
    return rowCount === 1
  }

export const settleDone = settle(
  `state = 'DONE', progress = 1, finished_at = ${now}, error_code = null, error_message = null`,
)

/** The process stops, so the job is due at once for another one. */
export const settleInterrupted = settle(`state = 'QUEUED'`)

const repeated = settle(
  `state = 'QUEUED', run_at = $4, progress = 0, attempts = 0, failures = 0, error_code = null, error_message = null`,
)

/** The job is due again at a time, as if it had never run. */
export const settleRepeated = (client: ClientBase, clock: Clock, claimed: Claimed, runAt: Date) =>
  repeated(client, clock, claimed, [runAt])

const failed = settle(
  `state = 'FAILED', finished_at = ${now}, failures = failures + 1, error_code = $4, error_message = $5`,
)
const retried = settle(
  `state = 'QUEUED', run_at = ${now} + $6::float8 * interval '1 millisecond',
   failures = failures + $7::integer, error_code = $4, error_message = $5`,
)

export const settleFailed = (
  client: ClientBase,
  clock: Clock,
  claimed: Claimed,
  { code, message }: Failure,
) => failed(client, clock, claimed, [code, message])

export const settleRetried = (
  pool: Pool,
  clock: Clock,
  claimed: Claimed,
  { code, message, isCounted }: Failure,
  delayMs: number,
) => retried(pool, clock, claimed, [code, message, delayMs, Number(isCounted)])
