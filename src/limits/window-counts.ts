import { type Pool } from 'pg'

/** The amount used in the current window, by all processes, and the end of the window. */
export interface Count {
  used: number
  /** By this process's monotonic clock, in milliseconds. */
  resetsAt: number
}

/** A table of PostgreSQL with one row per key: how much was used in the window that ends at `resets_at`. */
export interface WindowCounts {
  table: string
  /** The column that holds the amount. */
  amount: string
  windowMs: number
}

/**
 * Adds the amounts to their keys in one statement and returns the new counts. A window begins with the first use. An amount
 * below 0 is taken back, as far as its window has it. Keys are written in order, so that two processes never deadlock.
 */
export async function addToCounts(
  pool: Pool,
  { table, amount, windowMs }: WindowCounts,
  amounts: Map<string, number>,
): Promise<Map<string, Count>> {
  const { rows } = await pool.query<{ key: string; used: number; leftMs: number }>(
    `insert into ${table} as known (key, ${amount}, resets_at)
     select key, amount, now() + make_interval(secs => $3)
     from unnest($1::text[], $2::bigint[]) as added (key, amount)
     order by key
     on conflict (key) do update set
       ${amount} = greatest(0, case when ${isWindowOver} then 0 else known.${amount} end + excluded.${amount}),
       resets_at = case when ${isWindowOver} then excluded.resets_at else known.resets_at end
     returning key, ${amount}::double precision as used,
       extract(epoch from resets_at - now())::double precision * 1000 as "leftMs"`,
    [[...amounts.keys()], [...amounts.values()], windowMs / 1_000],
  )
  const now = performance.now()
  return new Map(rows.map(({ key, used, leftMs }) => [key, { used, resetsAt: now + leftMs }]))
}

/**
 * Whether the window of the row `known` is over. A window that ends later than a new one began before the clock was set
 * back, and is over too. The slack is for statements that begin windows at the same time: the earlier one waits for the
 * later one.
 */
const isWindowOver =
  "(known.resets_at <= now() or known.resets_at > excluded.resets_at + interval '10 seconds')"

/** Deletes the rows of windows that are over, except those that another statement is counting. */
export async function deleteExpired(pool: Pool, { table }: WindowCounts): Promise<void> {
  await pool.query(
    `delete from ${table}
     where key in (select key from ${table} where resets_at < now() for update skip locked)`,
  )
}
