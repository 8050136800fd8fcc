import { numbersOf, statsOf } from '../numbers.ts'

/** What a report about the whole platform shows. */
export const platformFields = {
  events: 'events',
  totalUsers: 'totalUsers',
  activeUsers: 'activeUsers',
  newUsers: 'newUsers',
  eventsPerUser: 'eventsPerUser',
  sessions: 'sessions',
  averageSessionSeconds: 'averageSessionSeconds',
  conversations: 'conversations',
  satisfaction: 'satisfaction',
  messages: 'messages',
  fallbackRate: 'fallbackRate',
  tokens: 'tokens',
  costUsd: 'costUsd',
  aiCalls: 'aiCalls',
  aiErrors: 'aiErrors',
  aiErrorRate: 'aiErrorRate',
  apiCalls: 'apiCalls',
  apiErrors: 'apiErrors',
  apiErrorRate: 'apiErrorRate',
  averageResponseTimeMs: 'apiResponseTimeMs',
} as const

const description = 'The platform as a whole.'

export const PlatformStats = statsOf(
  'Platform',
  description,
  numbersOf('PlatformNumbers', description, platformFields),
)
