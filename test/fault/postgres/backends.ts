import { setTimeout as pause } from 'node:timers/promises'
import { role } from './cluster.ts'
import { type Fault, type Reach } from './fault.ts'

/** Ends sessions of the service, one after another, busy or idle. */
export const terminated: Fault = {
  what: '20 sessions terminated, one after the other',
  ready: 'may fall',
  strike: async ({ cluster }) => {
    for (let times = 0; times < 20; times++) {
      await cluster.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 order by random() limit 1`,
        [role],
      )
      await pause(100)
    }
  },
}

/** PostgreSQL cannot know the state of shared memory after a killed process, so all sessions end. */
export const killed: Fault = {
  what: 'one session killed with -9',
  ready: 'may fall',
  strike: async ({ cluster }) => {
    const [session] = await cluster.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = $1 and application_name = 'convograph-log' limit 1`,
      [role],
    )
    process.kill(session!.pid, 'SIGKILL')
    // PostgreSQL has to notice before the test can wait for it.
    await pause(100)
    await accepting(cluster)
  },
}

/** Stops the network between two statements of a transaction, until PostgreSQL ends the session. */
export const leftOpen: Fault = {
  what: 'a transaction left open until PostgreSQL ends it',
  ready: 'falls',
  refuses: true,
  strike: async reach => {
    const { cluster, network, run } = reach
    network.slowDown(150, Number.POSITIVE_INFINITY)
    const saving = Promise.all(Array.from({ length: 3 }, (_, i) => createFunnel(reach, i)))
    const isOpen = async () => {
      const [found] = await cluster.query(
        `select 1 from pg_stat_activity where usename = $1 and state = 'idle in transaction'
         and application_name = 'convograph-lists'`,
        [role],
      )
      return found !== undefined
    }
    while (!(await isOpen())) run.signal.throwIfAborted()
    network.stall()
    const deadline = performance.now() + 15_000
    while ((await isOpen()) && performance.now() < deadline) await pause(100)
    if (await isOpen()) throw new Error('PostgreSQL did not end the transaction that was left open')
    network.heal()
    await saving
  },
}

async function createFunnel({ load }: Reach, number: number): Promise<void> {
  await load.send(
    'default',
    `mutation ($name: String!) {
      createFunnel(input: { name: $name, funnel: { steps: [{ event: "signup" }, { event: "login" }] } }) { __typename }
    }`,
    { name: `funnel ${number}` },
  )
}

async function accepting(cluster: Reach['cluster']): Promise<void> {
  for (;;) {
    const isAccepting = await cluster.query('select 1').then(
      () => true,
      () => false,
    )
    if (isAccepting) return
    await pause(20)
  }
}
