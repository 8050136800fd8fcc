import { setTimeout as pause } from 'node:timers/promises'
import { role } from './cluster.ts'
import { type Fault } from './fault.ts'

/** A crash of the whole server, which recovers from its WAL. */
export const restarted: Fault = {
  what: 'PostgreSQL restarted at once, 5 times',
  ready: 'falls',
  strike: async ({ cluster }) => {
    for (let times = 0; times < 5; times++) {
      if (times) await pause(700)
      await cluster.stop('immediate')
      await cluster.start()
    }
  },
}

export const down: Fault = {
  what: 'PostgreSQL down',
  ready: 'falls',
  refuses: true,
  mostMs: 1_500,
  strike: async ({ cluster, outageMs }) => {
    await cluster.stop('orderly')
    await pause(outageMs)
    await cluster.start()
  },
}

/** As after a failover to a server that is still read-only. */
export const readOnly: Fault = {
  what: 'PostgreSQL only reads',
  ready: 'may fall',
  refuses: true,
  strike: async ({ cluster }) => {
    const terminateAll = `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`
    await cluster.query('alter system set default_transaction_read_only = on')
    await cluster.query('select pg_reload_conf()')
    await cluster.query(terminateAll)
    await pause(4_000)
    const admin = await cluster.connect()
    await admin.query('set default_transaction_read_only = off')
    await admin.query('alter system reset default_transaction_read_only')
    await admin.query('select pg_reload_conf()')
    await admin.end()
  },
}
