import { type Cluster } from '../postgres/cluster.ts'

/** A change of a job that PostgreSQL itself has noted: a claim if the state is `RUNNING`. */
export interface WorkChange {
  key: string
  state: string
  error: string | null
  /** Seconds since 1970. */
  at: number
}

/** Lets PostgreSQL note every claim and every end of a job, whatever the service says about it. */
export async function logWork({ query }: Cluster): Promise<void> {
  await query(`
    create table fault_work (
      key text, state text, error text, at double precision default extract(epoch from clock_timestamp()))`)
  await query(`
    create function note_work() returns trigger language plpgsql security definer as $$
    begin
      insert into fault_work (key, state, error) values (new.key, new.state, new.error_code);
      return null;
    end $$`)
  await query(`
    create trigger note_work after update on work for each row
    when (new.state <> old.state or new.lease is distinct from old.lease) execute function note_work()`)
}

export const workOf = ({ query }: Cluster, keys: string[]): Promise<WorkChange[]> =>
  query<WorkChange>('select key, state, error, at from fault_work where key = any($1) order by at', [keys])

/** The jobs that are not done exactly once. */
export function notOnce(keys: string[], changes: WorkChange[]): string[] {
  return keys.flatMap(key => {
    const times = changes.filter(change => change.key === key && change.state === 'DONE').length
    return times === 1 ? [] : [`job ${key} was done ${times} times`]
  })
}

/** The seconds from an instant until each job that ran then was claimed again. */
export function takeovers(changes: WorkChange[], at: number): number[] {
  const byKey = Object.values(Object.groupBy(changes, ({ key }) => key)) as WorkChange[][]
  return byKey.flatMap(all => {
    const last = all.findLast(change => change.at <= at)
    const next = all.find(change => change.at > at)
    return last?.state === 'RUNNING' && next?.state === 'RUNNING' ? [next.at - at] : []
  })
}
