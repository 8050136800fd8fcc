import { type CommonFields, type EventKind, type Properties, type Receipt } from './analytics.ts'
import { type AnalyticsError } from './core/error.ts'
import { type Store } from './core/store.ts'

/** The settings of `createAnalytics`. Only `url` and `key` are required. */
export interface AnalyticsOptions {
  /** The address of the service, such as `https://analytics.example.com`. */
  url: string
  /** An API key with the scope `TRACK`, or a function that gives a token. */
  key: string | (() => string | Promise<string>)
  /** Browser: a name for the queue and the visitor, if two clients on a page send to the same `url`. Default: `url`. */
  project?: string
  /** The number of queued events at which they are sent at once, 1 to 500. Default: 20. */
  flushAt?: number
  /** The longest time that an event waits for others, in milliseconds. Default: 3,000. */
  flushIntervalMs?: number
  /** The number of events that the queue keeps; beyond that the oldest is dropped. Default: 10,000. */
  maxQueue?: number
  /** The longest time for an answer, in milliseconds. Default: 10,000. */
  requestTimeoutMs?: number
  /** The place of the queue. Default: IndexedDB in browsers, memory elsewhere. */
  storage?: 'indexedDB' | 'localStorage' | 'memory' | Store
  /** Defaults for every event, such as `{ channel: 'web' }`. */
  defaults?: CommonFields
  /** Changes an event before it is queued, or leaves it out by returning null. */
  beforeSend?: (event: OutgoingEvent) => OutgoingEvent | null
  /** The share of users whose events are sent, 0 to 1: a user is in with all events, or out with all. Default: 1. */
  sampleRate?: number
  /** Sends nothing. Default: false. */
  disabled?: boolean
  /** Sends nothing from a browser that asks not to be tracked (`doNotTrack`, `globalPrivacyControl`). Default: false. */
  respectDoNotTrack?: boolean
  /** Gets the server's answer about each event. */
  onReceipt?: (receipt: Receipt) => void
  /** Gets everything that goes wrong. Nothing is thrown into the calling code. */
  onError?: (error: AnalyticsError) => void
  /** Keeps a worker alive until its events are sent: `sending => context.waitUntil(sending)`. */
  waitUntil?: (sending: Promise<void>) => void
  /** Browser: sends `page` when the page opens and whenever its address changes. Default: false. */
  autoPage?: boolean
  /** Browser: the pause after which a new session begins, in milliseconds. Default: 1,800,000. */
  sessionIdleMs?: number
}

/** An event on its way into the queue: its kind, by the name that the server's `track` has for it, and its fields. */
export interface OutgoingEvent {
  kind: EventKind
  fields: CommonFields & Properties & { eventId: string; timestamp: string }
}
