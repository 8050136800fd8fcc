import { type CommonFields, type Properties } from '../analytics.ts'
import { type Store } from './store.ts'

/** The parts of the client that browsers and servers have in different ways. */
export interface Platform {
  newId: () => string
  store: Store
  /** Runs `work` while no other page with the same store does. */
  alone: (work: () => Promise<void>) => Promise<void>
  running: RunningDefaults
  /** The person in front of the browser. */
  visitor?: Visitor | undefined
}

/** The defaults of the `run` that is running. */
export interface RunningDefaults {
  run<Result>(defaults: CommonFields, work: () => Result): Result
  current(): CommonFields | undefined
}

export interface Visitor {
  /** The `userId`, or else the `anonymousId`. */
  ids(): CommonFields
  sessionId(): string
  /** The properties of the page, for events of your own naming. */
  page(): Properties
  anonymousId(): string
  /** Makes later events those of the user. */
  identify(userId: string): void
  reset(): void
}
