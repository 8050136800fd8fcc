import { makesUserActive } from '../entities/event-conditions.ts'
import { countOf, perUserOf } from './event-aggregates.ts'
import { type MetricRecords } from './metric.ts'
import { adds, distinct } from './metric-parts.ts'
import { count, total, usersIf } from './total.ts'

const isUserActivity = `kind = 'activity'`

/** Events of every kind, and the users they make active. */
export const userMetrics = {
  events: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Events of every kind, those without a user and system metrics included; for example 12000.',
    source: 'events',
    sql: total`${count()}`,
  },
  activeUsers: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Distinct users with at least one active event, that is any event except system metrics and events of crawlers.',
    source: 'events',
    sql: total`${usersIf(makesUserActive)}`,
  },
  dau: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Daily active users: distinct users who were active on the last day.',
    source: 'trailingDays',
    sql: 'groupBitmapMergeIf(users, age = 0)',
    parts: { over: distinct('groupBitmapMergeIf(users, age = 0)') },
  },
  wau: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Weekly active users: distinct users who were active in the 7 days that end with the last day.',
    source: 'trailingDays',
    sql: 'groupBitmapMergeIf(users, age < 7)',
    parts: { over: distinct('groupBitmapMergeIf(users, age < 7)') },
  },
  mau: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Monthly active users: distinct users who were active in the 30 days that end with the last day.',
    source: 'trailingDays',
    sql: 'groupBitmapMerge(users)',
    parts: { over: distinct('groupBitmapMerge(users)') },
  },
  stickiness: {
    unit: 'RATE',
    isUpGood: true,
    description:
      '`dau` ÷ `mau`, 0 to 1: 0.5 means that a user comes on half of the days; null without active users.',
    source: 'trailingDays',
    sql: 'groupBitmapMergeIf(users, age = 0) / nullIf(groupBitmapMerge(users), 0)',
    parts: {
      over: distinct('groupBitmapMergeIf(users, age = 0)'),
      under: distinct('groupBitmapMerge(users)'),
    },
  },
  newUsers: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Users whose first active event ever lies in the period.',
    source: 'firstActivities',
    sql: 'count()',
    parts: { over: adds('count()') },
  },
  totalUsers: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Users whose first active event ever lies before the end of the period. Filters do not apply.',
    source: 'knownUsers',
    sql: 'count()',
    parts: { over: adds('count()') },
  },
  eventsPerUser: {
    unit: 'PER_USER',
    isUpGood: true,
    description:
      'Active events per active user, without system metrics and events of crawlers; null without active users.',
    source: 'events',
    sql: perUserOf(makesUserActive),
  },
  activities: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'The number of user activities: logins, logouts, registrations and others.',
    source: 'events',
    sql: countOf(isUserActivity),
  },
  logins: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Logins: activities of type `login`, however close together; for example 640.',
    source: 'events',
    sql: countOf(`${isUserActivity} and name = 'login'`),
  },
  registrations: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Registrations: activities of type `registration`, however close together; for example 25.',
    source: 'events',
    sql: countOf(`${isUserActivity} and name = 'registration'`),
  },
} as const satisfies MetricRecords
