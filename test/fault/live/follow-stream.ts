import { setTimeout as pause } from 'node:timers/promises'
import { eventStream } from '../../support/streams/event-stream.ts'
import { tokensOf } from '../load/tokens.ts'
import { type Run } from '../run.ts'

/** A client of a subscription that subscribes again whenever its stream ends. */
export interface Following {
  /** The number of streams so far. */
  readonly streams: number
  /** Drops the connection, as a network does: the client subscribes again. */
  drop(): void
  end(): Promise<void>
}

interface Subscription {
  project: string
  query: string
  variables?: object
}

const pauseMs = 200

export function followStream<Data>(
  run: Run,
  { project, query, variables }: Subscription,
  read: (data: Partial<Data>) => void,
): Following {
  const token = tokensOf(run.env)(project)
  let streams = 0
  let isEnding = false
  let drop = () => {}

  const follow = async () => {
    const stream = await eventStream({ url: `${run.url}/graphql` }, token, query, variables)
    drop = stream.close
    streams += 1
    for (let message = await stream.next(); message; message = await stream.next())
      read((message.data?.data ?? {}) as Partial<Data>)
  }
  const following = (async () => {
    while (!isEnding) {
      await follow().catch(() => undefined)
      await pause(pauseMs)
    }
  })()

  return {
    drop: () => drop(),
    end: () => {
      isEnding = true
      drop()
      return following
    },
    get streams() {
      return streams
    },
  }
}
