import { type Engine } from './topology/engine.ts'

/** The number of a visitor, and that of the user who the visitor turned out to be. */
export interface LinkedVisitor {
  visitorNo: number
  userNo: number
}

/**
 * Takes visitors out of `first_events`, where their users have rows already, and replaces them in snapshots. Repeating
 * it has no effect.
 */
export async function moveVisitors(engine: Engine, visitors: LinkedVisitor[]): Promise<void> {
  const query_params = {
    visitors: visitors.map(({ visitorNo }) => visitorNo),
    users: visitors.map(({ userNo }) => userNo),
  }
  for (const query of statements) await engine.command('projection', { query, query_params })
}

const isVisitor = 'user_no in {visitors:Array(Int64)}'

const statements = [
  `delete from first_events where ${isVisitor}`,
  `insert into snapshot_members
   select snapshot_id, transform(user_no, {visitors:Array(UInt32)}, {users:Array(UInt32)}, user_no)
   from snapshot_members
   where ${isVisitor}`,
  `delete from snapshot_members where ${isVisitor}`,
]
