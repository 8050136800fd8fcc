import { type MetricRecords } from './metric.ts'
import { adds, distinct, partsOfMean } from './metric-parts.ts'
import { count, countIf, sum, total, usersIf } from './total.ts'

/**
 * Sessions, as `analytics/query/sessions.ts` makes them of events. The projection of `session_pieces` keeps states of
 * the totals.
 */
export const sessionMetrics = {
  sessions: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Sessions that started in the period, each until 30 minutes without events; for example 420.',
    source: 'sessions',
    sql: total`${count()}`,
    parts: { over: adds('count()') },
  },
  averageSessionSeconds: {
    unit: 'SECONDS',
    isUpGood: true,
    description: 'Mean session length, first event to last, in seconds; null without sessions.',
    source: 'sessions',
    sql: total`${sum('milliseconds')} / nullIf(${count()}, 0) / 1000`,
    parts: partsOfMean('seconds'),
  },
  medianSessionSeconds: {
    unit: 'SECONDS',
    isUpGood: true,
    description: 'Median session length, first event to last, in seconds; null without sessions.',
    source: 'sessions',
    sql: 'quantileExactInclusiveOrNull(0.5)(seconds)',
  },
  bounceRate: {
    unit: 'RATE',
    isUpGood: false,
    description:
      'Bounce rate: sessions with a single event ÷ sessions, 0 to 1; null without sessions. 0.4 means that 40 % of the ' +
      'sessions ended with their first event.',
    source: 'sessions',
    sql: total`${countIf('events = 1')} / nullIf(${count()}, 0)`,
    parts: { over: adds('countIf(events = 1)'), under: adds('count()') },
  },
  sessionsPerUser: {
    unit: 'PER_USER',
    isUpGood: true,
    description: 'Sessions with a user ÷ distinct users of these sessions; null without such sessions.',
    source: 'sessions',
    sql: total`${countIf('user_no != 0')} / nullIf(${usersIf('user_no != 0')}, 0)`,
    parts: { over: adds('countIf(user_no != 0)'), under: distinct('uniqExactIf(user_no, user_no != 0)') },
  },
} as const satisfies MetricRecords
