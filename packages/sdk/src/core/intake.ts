import { type CommonFields, type EventKind, type IdentifyFields, type Properties } from '../analytics.ts'
import { type AnalyticsOptions } from '../options.ts'
import { type Clock } from './clock.ts'
import { isInSample } from './is-in-sample.ts'
import { merged } from './merged.ts'
import { type Platform } from './platform.ts'
import { type Queue } from './queue.ts'
import { type Report } from './report.ts'
import { type Item } from './store.ts'

export interface IntakeParts {
  options: AnalyticsOptions
  platform: Platform
  clock: Clock
  queue: Queue
  report: Report
}

/** The most that the server takes as properties, and more than it takes as a whole event. */
const mostPropertiesBytes = 32_768
const mostBytes = 64_000

/** More than the kind takes around an event, as in `{"conversation":…},`. */
const wrappingBytes = 20

/** Turns calls into items of the queue. Nothing here throws. */
export class Intake {
  constructor(private readonly parts: IntakeParts) {}

  /** Fixes the id and the time of an event and queues it. Returns the id. */
  event(kind: EventKind, given: CommonFields & Properties): string {
    const { options, platform, clock } = this.parts
    const key = platform.newId()
    const eventId = String(given.eventId ?? key)
    this.attempt(() => {
      const timestamp = new Date(clock.now()).toISOString()
      const outgoing = { kind, fields: { timestamp, ...this.ofVisitor(kind, given), eventId } }
      const event = options.beforeSend ? options.beforeSend(outgoing) : outgoing
      if (event && this.isInSample(event.fields)) this.put(key, event.kind, event.fields)
    })
    return eventId
  }

  identify(userId: string, traits: Properties | undefined, fields: IdentifyFields | undefined): void {
    const { platform } = this.parts
    this.attempt(() => {
      platform.visitor?.identify(userId)
      // Only now: a second user of the browser is a visitor of their own.
      const anonymousId = platform.visitor?.anonymousId()
      this.put(platform.newId(), 'identify', { anonymousId, ...fields, userId, traits })
    })
  }

  alias(userId: string, anonymousId: string | undefined): void {
    const { platform } = this.parts
    this.attempt(() =>
      this.put(platform.newId(), 'alias', { userId, alias: anonymousId ?? platform.visitor?.anonymousId() }),
    )
  }

  /** Adds the visitor of the browser, unless the event names its own user. */
  private ofVisitor(kind: EventKind, given: CommonFields): CommonFields {
    const { visitor } = this.parts.platform
    if (!visitor) return given
    const ids = given.userId === undefined && given.anonymousId === undefined ? visitor.ids() : {}
    const properties = kind === 'event' ? visitor.page() : undefined
    return merged({ ...ids, sessionId: visitor.sessionId(), properties }, given)
  }

  private isInSample({ userId, anonymousId, eventId }: CommonFields & { eventId: string }): boolean {
    const { sampleRate } = this.parts.options
    return sampleRate === undefined || isInSample(String(userId ?? anonymousId ?? eventId), sampleRate)
  }

  private put(key: string, kind: Item['kind'], input: Properties): void {
    const { options, queue, report } = this.parts
    const json = JSON.stringify(input)
    const bytes = sizeOf(json)
    if (bytes > mostBytes || (bytes > mostPropertiesBytes && isOver(input.properties))) {
      report.dropped(1, 'EVENT_TOO_LARGE', `The input of ${kind} has ${bytes} bytes.`)
      return
    }
    queue.add({ key, kind, json, bytes: bytes + wrappingBytes })
    try {
      options.waitUntil?.(queue.flush())
    } catch (error) {
      report.error('WAIT_FAILED', String(error))
    }
  }

  private attempt(work: () => void): void {
    if (this.parts.options.disabled) return
    try {
      work()
    } catch (error) {
      this.parts.report.dropped(1, 'EVENT_INVALID', String(error))
    }
  }
}

const isOver = (properties: unknown) => sizeOf(JSON.stringify(properties ?? null)) > mostPropertiesBytes

const sizeOf = (text: string) => new TextEncoder().encode(text).length
