import { type Client } from 'pg'
import { type ClickHouse } from '../../src/clickhouse/client.ts'

/** The error that a killed process would not see: everything after a step is left undone. */
export class Killed extends Error {}

/** Both databases, as a process sees them that is killed after a number of steps. */
export interface Mortal {
  client: Client
  clickhouse: ClickHouse
}

/**
 * A process that dies at a step: before or after a call of ClickHouse, or before a statement of its session. The session
 * has to be ended afterwards, which undoes its transaction, as PostgreSQL does for a killed process.
 */
export function mortal(client: Client, clickhouse: ClickHouse, diesAt: number): Mortal {
  let steps = 0
  const step = () => {
    if (++steps >= diesAt) throw new Killed(`after ${diesAt} steps`)
  }
  return {
    client: withSteps(client, ['query'], call => {
      step()
      return call()
    }),
    clickhouse: withSteps(clickhouse, 'all', async call => {
      step()
      const answer = await call()
      step()
      return answer
    }),
  }
}

type Around = (call: () => unknown) => unknown

/** The same object, around whose methods something happens; also around those of the objects in it. */
function withSteps<Target extends object>(target: Target, methods: 'all' | string[], around: Around): Target {
  return new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(target, name)
      if (name === 'precomputed') return withSteps(value as object, methods, around)
      if (typeof value !== 'function') return value
      const has = methods === 'all' || methods.includes(String(name))
      return (...args: unknown[]) =>
        has ? around(() => Reflect.apply(value, target, args)) : Reflect.apply(value, target, args)
    },
  })
}
