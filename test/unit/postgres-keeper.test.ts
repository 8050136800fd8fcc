import pino from 'pino'
import { expect, test } from 'vitest'
import { type Cluster } from '../../src/postgres/embedded/cluster.ts'
import { Supervisor } from '../../src/postgres/embedded/supervisor.ts'

test('a stop waits only briefly for Node to report the end of the server', async () => {
  const unheard = { pid: 2 ** 30, port: 1, ended: new Promise<never>(() => undefined), logBegan: 0 }
  const keeper = new Supervisor({ credentials: {} } as Cluster, unheard)
  const givenUp: Error[] = []
  keeper.supervise(pino({ enabled: false }), reason => void givenUp.push(reason))
  await keeper.stop()
  expect(givenUp).toEqual([])
})
