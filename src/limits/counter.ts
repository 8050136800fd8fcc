import { type Pool } from 'pg'
import { gathering } from './gathering.ts'
import { isWindowOver } from './is-window-over.ts'

/** What was used of something in the running window, by all processes, and when the window ends. */
export interface Count {
  used: number
  /** By this process's monotonic clock, in milliseconds. */
  resetsAt: number
}

/** Counts in windows that begin with the first use. */
export interface Counter {
  /** Adds to what is used; gives what was used with it. */
  add(key: string, amount: number): Promise<Count>
  /** What this process knows to be used; undefined when nothing is. */
  known(key: string): Count | undefined
}

interface Added {
  key: string
  amount: number
  /** What this process counts without asking. */
  here: Count
  settle: (count: Count) => void
}

/** Nobody waits longer than this for PostgreSQL to count. */
const patienceMs = 250

/**
 * A counter that processes share through PostgreSQL. What comes while a statement runs goes into the next one, so
 * many requests cost few statements. While PostgreSQL does not answer, this process counts for itself.
 */
export function createCounter(pool: Pool, windowMs: number): Counter {
  const counts = new Map<string, Count>()
  /** What PostgreSQL has not been told yet, or has not answered. */
  const untold = new Map<string, number>()
  const sweep = sweeper(pool, counts, windowMs)

  const known = (key: string) => {
    const count = counts.get(key)
    return count && !isOver(count) ? count : undefined
  }
  const note = (key: string, amount: number) => {
    const left = (untold.get(key) ?? 0) + amount
    if (left) untold.set(key, left)
    else untold.delete(key)
  }
  const addHere = (key: string, amount: number): Count => {
    note(key, amount)
    const { used, resetsAt } = known(key) ?? { used: 0, resetsAt: performance.now() + windowMs }
    const count = { used: used + amount, resetsAt }
    counts.set(key, count)
    return count
  }
  const count = gathering(async (added: Added[]) => {
    sweep()
    const sums = sumsOf(added)
    try {
      const totals = await addedUp(pool, sums, windowMs)
      for (const [key, sum] of sums) note(key, -sum)
      for (const [key, { used, resetsAt }] of totals)
        counts.set(key, { used: used + (untold.get(key) ?? 0), resetsAt })
      for (const { settle, ...total } of soFar(added, totals)) settle(total)
    } catch {
      for (const [key, sum] of sums) note(key, -sum)
      for (const { settle, here } of added) settle(here)
    }
  })
  return {
    known,
    add: (key, amount) =>
      new Promise(resolve => {
        const here = addHere(key, amount)
        const waiting = setTimeout(resolve, patienceMs, here)
        const settle = (total: Count) => {
          clearTimeout(waiting)
          resolve(total)
        }
        count({ key, amount, here, settle })
      }),
  }
}

const isOver = ({ resetsAt }: Count) => resetsAt <= performance.now()

/** Once in each window, what is over goes, beside the requests; what somebody is counting stays for the next time. */
function sweeper(pool: Pool, counts: Map<string, Count>, windowMs: number): () => void {
  let sweptAt = performance.now()
  return () => {
    if (performance.now() - sweptAt < windowMs) return
    sweptAt = performance.now()
    for (const [key, count] of counts) if (isOver(count)) counts.delete(key)
    pool
      .query(
        `delete from rate_counts
         where key in (select key from rate_counts where resets_at < now() for update skip locked)`,
      )
      .catch(() => undefined)
  }
}

function sumsOf(added: Added[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { key, amount } of added) sums.set(key, (sums.get(key) ?? 0) + amount)
  return sums
}

/** In the order of the keys, so that two processes never wait for each other. */
async function addedUp(pool: Pool, sums: Map<string, number>, windowMs: number): Promise<Map<string, Count>> {
  const { rows } = await pool.query<{ key: string; used: number; leftMs: number }>(
    `insert into rate_counts as known (key, used, resets_at)
     select key, amount, now() + make_interval(secs => $3)
     from unnest($1::text[], $2::bigint[]) as added (key, amount)
     order by key
     on conflict (key) do update set
       used = case when ${isWindowOver} then 0 else known.used end + excluded.used,
       resets_at = case when ${isWindowOver} then excluded.resets_at else known.resets_at end
     returning key, used::double precision as used,
       extract(epoch from resets_at - now())::double precision * 1000 as "leftMs"`,
    [[...sums.keys()], [...sums.values()], windowMs / 1_000],
  )
  const now = performance.now()
  return new Map(rows.map(({ key, used, leftMs }) => [key, { used, resetsAt: now + leftMs }]))
}

/** What was used with each of them: those who share a key come one after the other. */
function soFar(added: Added[], totals: Map<string, Count>): (Count & Pick<Added, 'settle'>)[] {
  const later = new Map<string, number>()
  return added.toReversed().map(({ key, amount, settle }) => {
    const { used, resetsAt } = totals.get(key)!
    const after = later.get(key) ?? 0
    later.set(key, after + amount)
    return { used: used - after, resetsAt, settle }
  })
}
