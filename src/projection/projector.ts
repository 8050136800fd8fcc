import { EventEmitter, once } from 'node:events'
import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { type Database } from '../database.ts'
import { type Env } from '../env.ts'
import { createRollUp } from '../rollup/roll-up.ts'
import { copyUsers } from './copy-users.ts'
import { correctCosts } from './correct-costs.ts'
import { isCorrected } from './corrections.ts'
import { type Cursor, readCursor, readHead } from './cursor.ts'
import { hasPassed } from './place.ts'
import { prepareProjection } from './prepare.ts'
import { projectBatch } from './project-batch.ts'
import { mayProject } from './session.ts'

/** Copies the log into ClickHouse as it grows, and knows how far it has come. */
export interface Projector {
  /** Brings ClickHouse to where the log can be continued from, then follows the log. */
  start(): Promise<void>
  /** Facts were committed: do not wait for the next look at the log. */
  wake(): void
  /**
   * Waits, for a bounded time, until every fact and every trait committed by now can be asked for.
   * @returns the instant before which everything received is in
   * @throws the reason of the signal when it aborts meanwhile
   */
  caughtUp(signal?: AbortSignal): Promise<Date>
  /**
   * Waits, for a bounded time, until a correction of costs has reached ClickHouse.
   * @returns whether it has
   */
  corrected(id: string): Promise<boolean>
  stop(): Promise<void>
}

/** On which a process that does not project tells the one that does that a question waits. */
const hurryChannel = 'convograph_hurry'
/** How often a process looks for facts that another one wrote. */
const pollMs = 100
const mostBackOffMs = 5_000
/** How soon a question that waits looks again where another process projects. */
const lookAgainMs = 20
/** How long who corrects costs waits for ClickHouse to have them. */
const mostCorrectingMs = 10_000

export function createProjector(
  database: Database,
  clickhouse: ClickHouse,
  settings: Env['projection'],
  log: Logger,
): Projector {
  const signals = new EventEmitter().setMaxListeners(0)
  const rollUp = createRollUp(clickhouse, log)
  let session: Client | undefined
  /** The session, while it is the one that projects. */
  let client: Client | undefined
  let cursor: Cursor | undefined
  let failures = 0
  let isWanted = false
  let isStopping = false
  let following: Promise<void> | undefined

  const wake = () => {
    isWanted = true
    signals.emit('wanted')
  }

  const hurry = () => {
    wake()
    signals.emit('urgent')
  }

  /** A question that waits in another process says so; where a notice goes amiss, it waits for the next look. */
  const openSession = async () => {
    const opened = await database.connect()
    opened.on('notification', hurry)
    await opened.query(`listen ${hurryChannel}`)
    return opened
  }

  const connect = async () => {
    session ??= await openSession()
    if (!(await mayProject(session))) return
    cursor = await prepareProjection(session, clickhouse, settings.batchFacts, log)
    client = session
  }

  const disconnect = async () => {
    const ended = session?.end().catch(() => undefined)
    session = undefined
    client = undefined
    cursor = undefined
    await ended
  }

  const project = async () => {
    if (!client) await connect()
    while (client && !isStopping) {
      await copyFacts()
      await copyChangedUsers()
      if (!(await correctCosts(client, clickhouse))) return
      signals.emit('advanced')
    }
  }

  const copyFacts = async () => {
    while (client && !isStopping) {
      const before = Number(cursor!.facts)
      const next = await projectBatch(client, clickhouse, settings.batchFacts)
      if (!next) return
      cursor = next
      signals.emit('advanced')
      // A batch that is not full had all there was; what came meanwhile is worth gathering first.
      if (Number(next.facts) - before < settings.batchFacts) return
    }
  }

  const copyChangedUsers = async () => {
    while (client && !isStopping) {
      const users = await copyUsers(client, clickhouse, settings.batchFacts)
      if (!users) return
      cursor = { ...cursor!, users }
      signals.emit('advanced')
    }
  }

  const attempt = async () => {
    try {
      await project()
      failures = 0
    } catch (error) {
      if (failures++ === 0)
        log.error({ err: error }, 'the projection stands still and tries again until it moves')
      await disconnect()
    }
  }

  /** Commits are gathered for a moment; a question that waits for them ends the moment. */
  const pause = async () => {
    if (failures) return settled(signals, 'stopping', Math.min(mostBackOffMs, pollMs * 2 ** failures))
    if (!isWanted) await settled(signals, 'wanted', pollMs)
    await settled(signals, 'urgent', settings.debounceMs)
    isWanted = false
  }

  const lookAgain = async () => {
    if (client) hurry()
    else await database.log.query(`notify ${hurryChannel}`)
    await settled(signals, 'advanced', lookAgainMs)
  }

  /** Days are rolled up only when no fact waits: while the log is replayed, `users` know more than ClickHouse. */
  const follow = async () => {
    while (!isStopping) {
      await pause()
      if (!isStopping) await attempt()
      if (client && !isStopping) await rollUp(client)
    }
  }

  return {
    start: async () => {
      await attempt()
      following = follow()
    },
    wake,
    caughtUp: async signal => {
      const asked = new Date()
      const until = performance.now() + settings.waitMs
      const head = await readHead(database.log)
      for (;;) {
        signal?.throwIfAborted()
        const now = cursor ?? (await readCursor(database.log))
        if (hasPassed(now, head) && hasPassed(now.users, head.users)) return asked
        if (performance.now() >= until) return now.receivedAt ?? new Date(0)
        await lookAgain()
      }
    },
    corrected: async id => {
      const until = performance.now() + mostCorrectingMs
      while (performance.now() < until) {
        if (await isCorrected(database.log, id)) return true
        await lookAgain()
      }
      return false
    },
    stop: async () => {
      isStopping = true
      for (const signal of ['wanted', 'urgent', 'stopping']) signals.emit(signal)
      await following
      await disconnect()
    },
  }
}

/** Resolves when the signal comes, or after so long without it. */
async function settled(signals: EventEmitter, signal: string, ms: number): Promise<void> {
  await once(signals, signal, { signal: AbortSignal.timeout(ms) }).catch(() => undefined)
}
