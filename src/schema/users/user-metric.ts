import { describedEnum, type EnumOf } from '../described-enum.ts'

export const UserMetric = describedEnum(
  'UserMetric',
  'A metric of one user for segments, computed from all events up to the moment for which the segment is evaluated.',
  {
    TOTAL_EVENTS:
      'The number of active events, that is of any kind except system metrics and events of crawlers.',
    TOTAL_SESSIONS: 'Sessions that started before the moment; one ends after 30 minutes without events.',
    TOTAL_MESSAGES: 'Messages from and to the user, of every role, those of the assistant included.',
    TOTAL_CONVERSATIONS: 'Distinct conversations in which the user has at least one event.',
    TOTAL_AI_CALLS: 'Requests to AI models in the name of the user, failed ones included.',
    TOTAL_API_CALLS: 'Requests of the user to HTTP endpoints of the platform, failed ones included.',
    TOTAL_LOGINS: 'Logins: activities of type `login`, however soon after each other.',
    TOTAL_TOKENS: 'Input, cached and output tokens.',
    TOTAL_COST_USD: 'The cost in US dollars; unknown costs are not included.',
    ACTIVE_DAYS: 'Days (UTC) with at least one active event of the user, for example 12.',
    FIRST_ACTIVE: 'The time of the first active event: `LESS_THAN "-30d"` is more than 30 days ago.',
    LAST_ACTIVE: 'The time of the last active event: `GREATER_THAN "-7d"` is within the last 7 days.',
    DAYS_SINCE_FIRST_ACTIVE:
      'Whole days of 24 hours since the first active event. Never matches a user who was never active.',
    DAYS_SINCE_LAST_ACTIVE:
      'Whole days of 24 hours since the last active event. Never matches a user who was never active.',
    PREVIOUS_ACTIVITY:
      'The user’s activity level when last active, by active days within the 28 days (UTC) that end with the last ' +
      'active day: `high` is 12 or more, `medium` 4 or more, `low` 1 or more; `none` is a user who was never active.',
  },
)
export type UserMetric = EnumOf<typeof UserMetric>
