import { describedEnum, type EnumOf } from '../described-enum.ts'

export const UserMetric = describedEnum(
  'UserMetric',
  'A metric of one user for segments, computed from all events up to the moment for which the segment is evaluated.',
  {
    TOTAL_EVENTS:
      'The number of active events, that is of any kind except system metrics and events of crawlers.',
    TOTAL_SESSIONS: 'The number of sessions, by the time of their start.',
    TOTAL_MESSAGES: 'The number of messages from and to the user.',
    TOTAL_CONVERSATIONS: 'The number of conversations with an event of the user.',
    TOTAL_AI_CALLS: 'The number of AI calls.',
    TOTAL_API_CALLS: 'The number of API calls.',
    TOTAL_LOGINS: 'The number of activities named `login`.',
    TOTAL_TOKENS: 'Input, cached and output tokens.',
    TOTAL_COST_USD: 'The cost in US dollars; unknown costs are not included.',
    ACTIVE_DAYS: 'The number of days (UTC) with activity.',
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
