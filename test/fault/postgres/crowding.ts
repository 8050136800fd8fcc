import { setTimeout as pause } from 'node:timers/promises'
import { type Client } from 'pg'
import { role } from './cluster.ts'
import { type Fault, type Reach } from './fault.ts'

/** Other clients take every connection, including those that the service had. */
export const noConnectionLeft: Fault = {
  what: 'every connection of PostgreSQL taken by others for 4 s',
  ready: 'falls',
  refuses: true,
  strike: async ({ cluster }) => {
    const taken: Client[] = []
    const end = performance.now() + 4_000
    while (performance.now() < end) {
      await cluster.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and application_name <> 'fault'`,
        [role],
      )
      await takeAll(cluster, taken)
      await pause(50)
    }
    await Promise.all(taken.map(client => client.end()))
  },
}

async function takeAll(cluster: Reach['cluster'], taken: Client[]): Promise<void> {
  for (;;) {
    const client = await cluster.connect('service').catch(() => undefined)
    if (!client) return
    taken.push(client)
  }
}

/** Many questions wait for a lock until the pool is used up; tracking has a separate pool. */
export const poolUsedUp: Fault = {
  what: 'every connection for lists waits for a lock for 6 s',
  ready: 'stays',
  refuses: true,
  strike: async ({ cluster, load }) => {
    const asking: Promise<unknown>[] = []
    await whileLocked(cluster, 'projects', 6_000, () => {
      for (let asks = 0; asks < 24; asks++) asking.push(load.send('default', '{ summary { totalEvents } }'))
    })
    await Promise.all(asking)
  },
}

export const locked: Fault = {
  what: 'the log locked for 5 s',
  ready: 'stays',
  refuses: true,
  strike: ({ cluster }) => whileLocked(cluster, 'events', 5_000),
}

async function whileLocked(
  cluster: Reach['cluster'],
  table: string,
  ms: number,
  begin = () => {},
): Promise<void> {
  const client = await cluster.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in access exclusive mode`)
  begin()
  await pause(ms)
  await client.query('rollback')
  await client.end()
}
