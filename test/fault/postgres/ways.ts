import { setTimeout as pause } from 'node:timers/promises'
import { role } from './cluster.ts'
import { type Fault } from './fault.ts'

/** Longer than the time limit of any statement, so that all of them fail. */
const hangMs = 10_000

export const hung: Fault = {
  what: 'one session stopped for 7 s, then the network stalled for 10 s',
  ready: 'falls',
  refuses: true,
  mostMs: 10_000,
  strike: async ({ cluster, network }) => {
    const [session] = await cluster.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = $1 and application_name = 'convograph-log' limit 1`,
      [role],
    )
    process.kill(session!.pid, 'SIGSTOP')
    await pause(7_000)
    process.kill(session!.pid, 'SIGCONT')
    network.stall()
    await pause(hangMs)
    network.heal()
  },
}

export const slow: Fault = {
  what: 'PostgreSQL 200 ms away each way, with 256 kB/s',
  ready: 'may fall',
  mostMs: 10_000,
  strike: async ({ network, outageMs }) => {
    network.slowDown(200, 256_000)
    await pause(outageMs)
    network.heal()
  },
}

export const lost: Fault = {
  what: 'everything on the way lost without a word for 10 s',
  ready: 'falls',
  refuses: true,
  mostMs: 10_000,
  strike: async ({ network }) => {
    network.lose()
    await pause(hangMs)
    network.heal()
  },
}
