import { EventEmitter } from 'node:events'
import { within } from '../jobs/within.ts'
import { type Database } from '../postgres/database.ts'
import { keepListening } from '../postgres/keep-listening.ts'
import { type Change, type ChangedThing, channel } from './notify-change.ts'
import { whenAborted } from './when-aborted.ts'

/** The changes of one kind of thing in a project, from the call of `of` to its end. */
export interface Watch {
  /**
   * The ids of what has changed since the last call, as soon as there are any. An empty id stands for anything: messages may have
   * been lost. No ids after this time, and at the end of the signal.
   */
  next(ms?: number): Promise<string[]>
}

/** The longest time of a timer. */
const longestMs = 2 ** 31 - 1

/** The event of the emitter after messages may have been lost. */
const lost = Symbol('lost')

/** The changes that all processes tell each other, heard on one session of PostgreSQL from now on. */
export class Changes {
  readonly #heard = new EventEmitter().setMaxListeners(0)
  readonly #ending = new AbortController()
  readonly #listening: Promise<void>

  constructor(database: Pick<Database, 'connect'>) {
    this.#listening = keepListening(database, channel, this.#ending.signal, payload => this.#hear(payload))
  }

  /** Watches until the signal ends. */
  of(kind: ChangedThing, project: string, signal: AbortSignal): Watch {
    return watch(this.#heard, nameOf({ kind, project }), signal)
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#listening
  }

  #hear(payload: string): void {
    if (payload === '') {
      this.#heard.emit(lost)
      return
    }
    const change = readChange(payload)
    if (change) this.#heard.emit(nameOf(change), change.id)
  }
}

/** Undefined for a message that no process of Convograph has sent: every session of the database may notify. */
function readChange(payload: string): Change | undefined {
  try {
    const change = JSON.parse(payload) as Partial<Change> | null
    return typeof change?.id === 'string' ? (change as Change) : undefined
  } catch {
    return undefined
  }
}

const nameOf = ({ kind, project }: Pick<Change, 'kind' | 'project'>) => `${kind} ${project}`

function watch(heard: EventEmitter, name: string, signal: AbortSignal): Watch {
  const ids = new Set<string>()
  let arrived = Promise.withResolvers<void>()
  const hear = (id = '') => {
    ids.add(id)
    arrived.resolve()
  }
  const end = () => {
    heard.off(name, hear).off(lost, hear)
    arrived.resolve()
  }
  heard.on(name, hear).on(lost, hear)
  whenAborted(signal, end)
  return {
    next: async (ms = longestMs) => {
      await within(ms, arrived.promise)
      if (!signal.aborted) arrived = Promise.withResolvers<void>()
      const changed = [...ids]
      ids.clear()
      return changed
    },
  }
}
