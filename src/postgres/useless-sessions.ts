import { setTimeout as pause } from 'node:timers/promises'
import { type Client, type Pool, type PoolClient } from 'pg'

/** How long the ORM may take to give back a connection that has ended. */
const graceMs = 1_000

/**
 * Keeps sessions out of the pool that would fail again, and gets those back that have ended. The ORM gives a session
 * back whatever it has met, and does not give it back at all when a transaction cannot be rolled back any more.
 */
export function dropUselessSessions(pool: Pool): void {
  const inUse = new Set<PoolClient>()
  pool.on('acquire', client => inUse.add(client))
  pool.on('release', (_, client) => inUse.delete(client))
  pool.on('connect', client => {
    endWhenUseless(client)
    client.once('end', async () => {
      await pause(graceMs, undefined, { ref: false })
      if (!inUse.has(client)) return
      client.release(true)
      client.release = () => undefined
    })
  })
}

function endWhenUseless(client: PoolClient): void {
  const query = client.query.bind(client) as (...statement: unknown[]) => unknown
  client.query = ((...statement: unknown[]) => {
    const answer = query(...statement)
    if (answer instanceof Promise)
      answer.catch(error => {
        if (isUseless(error)) void (client as PoolClient & Client).end()
      })
    return answer
  }) as typeof client.query
}

/** It leads to a server that only reads, or its answer never came. */
function isUseless(error: Error): boolean {
  return ('code' in error && error.code === '25006') || /read timeout/i.test(error.message)
}
