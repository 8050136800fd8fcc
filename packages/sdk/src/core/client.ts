import {
  type Analytics,
  type CommonFields,
  type EventKind,
  type EventNames,
  type Properties,
} from '../analytics.ts'
import { type AnalyticsOptions } from '../options.ts'
import { clock } from './clock.ts'
import { Intake } from './intake.ts'
import { merged } from './merged.ts'
import { type Platform } from './platform.ts'
import { Queue } from './queue.ts'
import { Report } from './report.ts'
import { withMemory } from './store.ts'
import { transport } from './transport.ts'

/** A client and its queue. */
export function createClient<Events extends EventNames>(
  options: AnalyticsOptions,
  platform: Platform,
): { analytics: Analytics<Events>; queue: Queue } {
  const report = new Report(options.onReceipt, options.onError)
  const queue = new Queue({
    store: withMemory(platform.store, error => report.error('STORAGE_FAILED', String(error))),
    send: transport({ requestTimeoutMs: 10_000, ...options }, clock),
    clock,
    random: Math.random,
    report,
    alone: platform.alone,
    flushAt: options.flushAt ?? 20,
    flushIntervalMs: options.flushIntervalMs ?? 3_000,
    maxQueue: options.maxQueue ?? 10_000,
  })
  const intake = new Intake({ options, platform, clock, queue, report })
  const analytics = analyticsOf({ intake, queue, report, platform, base: options.defaults }, {})
  return { analytics: analytics as Analytics<Events>, queue }
}

interface ClientParts {
  intake: Intake
  queue: Queue
  report: Report
  platform: Platform
  base: CommonFields | undefined
}

function analyticsOf(parts: ClientParts, own: CommonFields): Analytics {
  const { intake, queue, report, platform, base } = parts
  const defaults = () => merged(base, platform.running.current(), own)
  const event = (kind: EventKind, fields: CommonFields & Properties) =>
    intake.event(kind, merged(defaults(), fields))
  const track: Analytics['track'] = (name, properties, fields) =>
    event('event', { ...fields, name, properties })
  return {
    track,
    page: (name, properties) => track('page', { ...properties, name }),
    group: (groupId, traits) => track('group', { ...traits, groupId }),
    identify: (userId, traits, fields) => intake.identify(userId, traits, fields),
    alias: (userId, anonymousId) => intake.alias(userId, anonymousId),
    conversation: fields => event('conversation', fields),
    message: fields => event('message', fields),
    aiCall: fields => event('aiCall', fields),
    apiCall: fields => event('apiCall', fields),
    activity: fields => event('activity', fields),
    with: further => analyticsOf(parts, merged(own, further)),
    run: (further, work) => platform.running.run(merged(platform.running.current(), further), work),
    defaults,
    flush: () => queue.flush(),
    shutdown: ({ timeoutMs = 5_000 } = {}) => queue.close(timeoutMs),
    reset: () => platform.visitor?.reset(),
    stats: () => ({ ...report.stats }),
  }
}
