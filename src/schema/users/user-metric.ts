import { describedEnum, type EnumOf } from '../described-enum.ts'

export const UserMetric = describedEnum(
  'UserMetric',
  'What is computed of each user for segments, from everything they did until the segment is looked at.',
  {
    TOTAL_EVENTS: 'Their facts of any kind but system metrics and those of crawlers.',
    TOTAL_SESSIONS: 'Their sessions, by when they started.',
    TOTAL_MESSAGES: 'Messages of theirs and to them.',
    TOTAL_CONVERSATIONS: 'Conversations that their facts belong to.',
    TOTAL_AI_CALLS: 'Requests to language models.',
    TOTAL_API_CALLS: 'Requests to endpoints.',
    TOTAL_LOGINS: 'Activities called `login`.',
    TOTAL_TOKENS: 'Input, cached and output tokens.',
    TOTAL_COST_USD: 'What they cost in US dollars, as far as that is known.',
    ACTIVE_DAYS: 'Days (UTC) on which they were active.',
    FIRST_ACTIVE: 'When they were first active: `LESS_THAN "-30d"` is over 30 days ago.',
    LAST_ACTIVE: 'When they were last active: `GREATER_THAN "-7d"` is within 7 days.',
    DAYS_SINCE_FIRST_ACTIVE:
      'Whole days, of 24 hours, since they were first active; holds for nobody who never was.',
    DAYS_SINCE_LAST_ACTIVE:
      'Whole days, of 24 hours, since they were last active; holds for nobody who never was.',
    PREVIOUS_ACTIVITY:
      'How active they were when they were last around: of the 28 days (UTC) that end with their last active day, ' +
      '`high` is 12 active days or more, `medium` 4 or more, `low` 1 or more; `none` was never active.',
  },
)
export type UserMetric = EnumOf<typeof UserMetric>
