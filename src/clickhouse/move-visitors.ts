import { type Engine, onOneNodeEach } from './topology/engine.ts'

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
  for (const table of ['first_events', 'snapshot_members']) {
    // A deletion that finds nothing would rewrite the parts all the same.
    const query = `select user_no from ${table} where ${isVisitor} limit 1`
    if (!(await engine.rows('projection', { query, query_params })).length) continue
    if (table === 'snapshot_members')
      await engine.command('projection', { query: membersWithUsers, query_params })
    const deletion = { query: `delete from ${table} where ${isVisitor}`, query_params }
    await onOneNodeEach(engine, node => node.command('projection', deletion))
  }
}

const isVisitor = 'user_no in {visitors:Array(Int64)}'

const membersWithUsers = `insert into snapshot_members
select snapshot_id, transform(user_no, {visitors:Array(UInt32)}, {users:Array(UInt32)}, user_no)
from snapshot_members
where ${isVisitor}`
