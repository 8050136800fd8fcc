import { measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'
import { ActivityMeasures } from '../users/top-users.ts'

/** The fields of a report about the whole platform. */
export const platformFields = {
  ...sameNames(
    'events',
    'totalUsers',
    'activeUsers',
    'newUsers',
    'eventsPerUser',
    'sessions',
    'averageSessionSeconds',
    'bounceRate',
    'conversations',
    'satisfaction',
    'messages',
    'fallbackRate',
    'tokens',
    'costUsd',
    'unpricedCalls',
    'aiCalls',
    'aiErrors',
    'aiErrorRate',
    'apiCalls',
    'apiErrors',
    'apiErrorRate',
  ),
  averageResponseTimeMs: 'apiResponseTimeMs',
} as const

const description =
  'The numbers of the platform as a whole: users, conversations, messages, calls, tokens and cost.'

export const PlatformStats = statsOf(
  'Platform',
  description,
  numbersOf('Platform', description, measuresOf('Platform', description, platformFields, ActivityMeasures)),
)
