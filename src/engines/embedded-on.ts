import { hasRoom } from '../postgres/embedded/room.ts'
import { type Supervisor } from '../postgres/embedded/supervisor.ts'
import { type Embedded } from './embedded.ts'

/** The engines on this folder. `postgres` is undefined when PostgreSQL is a server elsewhere. */
export const embeddedOn = (dataDir: string, postgres: Supervisor | undefined): Embedded => ({
  state: async () => ({ disk: (await hasRoom(dataDir)) ? 'free' : 'full', ...postgres?.state() }),
  // ClickHouse needs no supervision: it runs in this process.
  supervise: (log, giveUp) => postgres?.supervise(log, giveUp),
})
