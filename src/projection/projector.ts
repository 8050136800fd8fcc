import { EventEmitter, once } from 'node:events'
import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { type Database } from '../database.ts'
import { type Env } from '../env.ts'
import { createRollUp } from '../rollup/roll-up.ts'
import { Batches, type Copying } from './batches.ts'
import { checkTables, damagedPart } from './check-tables.ts'
import { copyUsers } from './copy-users.ts'
import { correctCosts } from './correct-costs.ts'
import { isCorrected } from './corrections.ts'
import { type Cursor, readCursor, readHead } from './cursor.ts'
import { hasPassed } from './place.ts'
import { prepareProjection } from './prepare.ts'
import { mayProject } from './session.ts'
import { elsewhere, type ProjectionState, requireCurrent, watchStore } from './store-watch.ts'
import { StuckTables } from './stuck-tables.ts'

/** Copies the log into ClickHouse as it grows, and knows how far it has come. */
export interface Projector {
  /**
   * Brings ClickHouse to where the log can be continued from, then follows the log.
   * @throws Error while another process copies the log to another ClickHouse
   */
  start(): Promise<void>
  /** Facts were committed: do not wait for the next look at the log. */
  wake(): void
  /**
   * Waits, for a bounded time, until every fact and every trait committed by now is copied, and what PostgreSQL keeps of
   * facts (users, conversations) is up to date.
   * @returns the instant before which everything received is in
   * @throws the reason of the signal when it aborts meanwhile
   */
  caughtUp(signal?: AbortSignal): Promise<Date>
  /**
   * Whether ClickHouse may be asked.
   * @throws DB_UNAVAILABLE while ClickHouse here is not the one that the log is copied to, is damaged, or is being filled
   */
  requireReadable(): Promise<void>
  /**
   * Waits, for a bounded time, until a correction of costs has reached ClickHouse.
   * @returns whether it has
   */
  corrected(id: string): Promise<boolean>
  state(): ProjectionState
  /** Resolves when only another process can go on, with the reason. */
  stuck: Promise<Error>
  stop(): Promise<void>
}

/** On which a process that does not project tells the one that does that a question waits. */
const hurryChannel = 'convograph_hurry'
/** How often a process looks for facts that another one wrote. */
const pollMs = 100
const mostBackOffMs = 5_000
/** How soon a question that waits looks again where another process projects. */
const lookAgainMs = 20
/** What a process that does not project says on that channel when a question has met damaged tables. */
const damaged = 'damaged'
/** How long a start waits for another session to give up the projection: that of a killed process does so at once. */
const mostWaitingMs = 5_000
/** How often the process that projects looks at the tables. */
const checkMs = 1_000
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
  const store = watchStore(clickhouse, log)
  const stuck = Promise.withResolvers<Error>()
  let session: Client | undefined
  /** The session, while it is the one that projects. */
  let client: Client | undefined
  let batches: Batches | undefined
  let cursor: Cursor | undefined
  /** Whether the session is the one that projects, or is about to. */
  let mayWrite = false
  /** What a question met, until it is repaired. */
  let damage: Error | undefined
  /** Reads all files once, after each start. */
  let checking: ReturnType<typeof checkTables> | undefined
  let checkingPart: Promise<void> | undefined
  let checkedAt = Number.NEGATIVE_INFINITY
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

  /**
   * Where another process projects, that one is told: it looks for itself. While everything is filled anew, what a
   * question misses is no damage.
   */
  const noteDamage = async (error: Error) => {
    if (!mayWrite) await database.log.query('select pg_notify($1, $2)', [hurryChannel, damaged])
    else if (store.state() !== 'rebuilding') {
      damage ??= error
      store.set('damaged')
      wake()
    }
  }
  clickhouse.onDamage(error => void noteDamage(error).catch(() => undefined))

  /** A question that waits in another process says so; where a notice goes amiss, it waits for the next look. */
  const openSession = async () => {
    const opened = await database.connect()
    opened.on('notification', ({ payload }) => {
      if (payload !== damaged) hurry()
      else if (mayWrite) void noteDamage(new Error('another process met damaged tables'))
    })
    await opened.query(`listen ${hurryChannel}`)
    return opened
  }

  const connect = async () => {
    session ??= await openSession()
    mayWrite = await mayProject(session)
    if (!mayWrite) return standBy(session)
    await batches?.close()
    const copying: Copying = {
      client: session,
      clickhouse,
      mostFacts: settings.batchFacts,
      connect: database.connect,
    }
    const onRebuild = () => store.set('rebuilding')
    cursor = await prepareProjection({ ...copying, log, onRebuild }, await confirmedDamage())
    client = session
    batches = new Batches(copying)
    damage = undefined
    store.set('current')
    checking = checkTables(clickhouse)
  }

  const standBy = async (watching: Client) => {
    damage = undefined
    store.set(await store.judge(await readCursor(watching)))
  }

  /** Why everything has to be filled anew, if the files are damaged indeed. */
  const confirmedDamage = async () => {
    if (!damage) return undefined
    const found = await damagedPart(clickhouse)
    if (found) return `The table ${found.table} is damaged`
    log.warn({ err: damage }, 'ClickHouse seemed to be damaged, and all of its files can be read')
    return undefined
  }

  /** When nothing else is to be done: is ClickHouse still the same, and can another part of it be read? */
  const checkStore = async () => {
    if (performance.now() - checkedAt < checkMs) return
    checkedAt = performance.now()
    try {
      if (!(await store.holds(cursor!.store!)))
        return await noteDamage(new Error('the id of ClickHouse is gone'))
    } catch (error) {
      return log.info({ err: error }, 'the tables in ClickHouse cannot be checked')
    }
    // The projection does not wait: reading a large part takes seconds.
    checkingPart ??= checkPart().finally(() => {
      checkingPart = undefined
    })
  }

  const checkPart = async () => {
    try {
      const step = await checking?.next()
      if (step?.done) checking = undefined
      if (step?.value) await noteDamage(new Error(`the table ${step.value.table} is damaged`))
    } catch (error) {
      if (checking) log.info({ err: error }, 'the tables in ClickHouse cannot be checked')
      checking = undefined
    }
  }

  const disconnect = async () => {
    const ended = Promise.all([session?.end().catch(() => undefined), batches?.close()])
    session = undefined
    mayWrite = false
    client = undefined
    batches = undefined
    cursor = undefined
    await ended
  }

  const project = async () => {
    if (damage) client = cursor = undefined
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
      const next = await batches!.copyNext()
      if (!next) return
      cursor = next
      signals.emit('advanced')
      // A batch that is not full had all there was; what came meanwhile is worth gathering first.
      if (!batches!.hasNext) return
    }
  }

  const copyChangedUsers = async () => {
    while (client && !isStopping) {
      const copied = await copyUsers(client, clickhouse, settings.batchFacts)
      if (!copied) return
      cursor = { ...cursor!, users: copied.to }
      signals.emit('advanced')
      // Where new users come all the time, facts would wait for an end that never comes.
      if (!copied.isFull) return
    }
  }

  const attempt = async () => {
    try {
      await project()
      failures = 0
    } catch (error) {
      if (error instanceof StuckTables) stuck.resolve(error)
      if (store.state() === 'rebuilding') store.set('unknown')
      if (mayWrite && isDamage(error)) await noteDamage(error)
      if (failures++ === 0)
        log.error({ err: error }, 'the projection stands still and tries again until it moves')
      await disconnect()
    }
  }

  const requireReadable = async () => {
    if (cursor) return requireCurrent(store.state())
    const state = damage ? 'damaged' : await store.judge(await readCursor(database.log))
    if (!client) store.set(state)
    requireCurrent(state)
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

  const caughtUp = async (signal?: AbortSignal): Promise<Date> => {
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
  }

  /** Days are rolled up only when no fact waits: while the log is replayed, `users` know more than ClickHouse. */
  const follow = async () => {
    while (!isStopping) {
      await pause()
      if (!isStopping) await attempt()
      if (client && !isStopping) await rollUp(client)
      if (client && !isStopping) await checkStore()
    }
  }

  return {
    start: async () => {
      const until = performance.now() + mostWaitingMs
      await attempt()
      while (store.state() === 'elsewhere' && performance.now() < until) {
        await pause()
        await attempt()
      }
      if (store.state() === 'elsewhere') throw new Error(elsewhere)
      following = follow()
    },
    wake,
    caughtUp,
    requireReadable,
    corrected: async id => {
      const until = performance.now() + mostCorrectingMs
      while (performance.now() < until) {
        if (await isCorrected(database.log, id)) return true
        await lookAgain()
      }
      return false
    },
    state: store.state,
    stuck: stuck.promise,
    stop: async () => {
      isStopping = true
      for (const signal of ['wanted', 'urgent', 'stopping']) signals.emit(signal)
      await following
      await checkingPart
      await disconnect()
    },
  }
}

/** Resolves when the signal comes, or after so long without it. */
async function settled(signals: EventEmitter, signal: string, ms: number): Promise<void> {
  await once(signals, signal, { signal: AbortSignal.timeout(ms) }).catch(() => undefined)
}
