import { type Cluster } from '../postgres/cluster.ts'

/** A change of a job that PostgreSQL itself has noted: a claim if the state is `RUNNING`. */
export interface WorkChange {
  job: number
  kind: string
  state: string
  error: string | null
  /** Seconds since 1970. */
  at: number
}

/** Lets PostgreSQL note every claim and every end of a job, whatever the service says about it. */
export async function logWork({ query }: Cluster): Promise<void> {
  await query(`
    create table fault_work (job integer, kind text, state text, error text,
      at double precision default extract(epoch from clock_timestamp()))`)
  await query(`
    create function note_work() returns trigger language plpgsql security definer as $$
    begin
      insert into fault_work (job, kind, state, error) values (new.id, new.kind, new.state, new.error_code);
      return null;
    end $$`)
  await query(`
    create trigger note_work after update on work for each row
    when (new.state <> old.state or new.lease is distinct from old.lease) execute function note_work()`)
}

/** The id of the last job. */
export async function lastJob({ query }: Cluster): Promise<number> {
  const [row] = await query<{ id: number }>('select coalesce(max(id), 0)::integer as id from work')
  return row!.id
}

export const workAfter = ({ query }: Cluster, job: number): Promise<WorkChange[]> =>
  query<WorkChange>('select job, kind, state, error, at from fault_work where job > $1 order by at', [job])

export const jobsIn = (noted: WorkChange[]) => new Set(noted.map(({ job }) => job)).size

const changesByJob = (noted: WorkChange[]): WorkChange[][] =>
  Object.values(Object.groupBy(noted, ({ job }) => job)) as WorkChange[][]

/** The jobs that are not done exactly once. An export may have failed with a code instead. */
export function notOnce(noted: WorkChange[], mayFailWith?: string): string[] {
  return changesByJob(noted).flatMap(changes => {
    const times = changes.filter(({ state }) => state === 'DONE').length
    const { kind, state, error } = changes.at(-1)!
    const isKnown = mayFailWith !== undefined && error === mayFailWith
    if (times === 0 && kind === 'EXPORT' && state === 'FAILED' && isKnown) return []
    return times === 1 ? [] : [`job ${changes[0]!.job} (${changes[0]!.kind}) was done ${times} times`]
  })
}

/** The seconds from an instant until each job that ran then was claimed again. */
export function takeovers(noted: WorkChange[], at: number): number[] {
  return changesByJob(noted).flatMap(changes => {
    const last = changes.findLast(change => change.at <= at)
    const next = changes.find(change => change.at > at)
    return last?.state === 'RUNNING' && next?.state === 'RUNNING' ? [next.at - at] : []
  })
}
