import { type CommonFields, type Properties } from '../analytics.ts'
import { type AnalyticsOptions } from '../options.ts'
import { type Store } from './store.ts'

/** The parts of the client that browsers and servers have in different ways. */
export interface Platform {
  fillRandom(bytes: Uint8Array): unknown
  store(options: AnalyticsOptions): Store
  /** Runs `work` while no other page with the same store does. */
  alone(options: AnalyticsOptions, work: () => Promise<void>): Promise<void>
  defaults: RunningDefaults
  /** The person in front of the browser. */
  visitor?: Visitor
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
  /** Later events are those of the user. */
  identify(userId: string): void
  reset(): void
}
