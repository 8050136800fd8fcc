import { registerEnumType } from 'type-graphql'

/** What is computed of a user for segments, in the words of the person who asks. */
const userMetrics = {
  TOTAL_EVENTS: {
    kind: 'number',
    description: 'Their facts of any kind but system metrics and those of crawlers.',
  },
  TOTAL_SESSIONS: { kind: 'number', description: 'Their sessions, by when they started.' },
  TOTAL_MESSAGES: { kind: 'number', description: 'Messages of theirs and to them.' },
  TOTAL_CONVERSATIONS: { kind: 'number', description: 'Conversations that their facts belong to.' },
  TOTAL_AI_CALLS: { kind: 'number', description: 'Requests to language models.' },
  TOTAL_API_CALLS: { kind: 'number', description: 'Requests to endpoints.' },
  TOTAL_LOGINS: { kind: 'number', description: 'Activities called `login`.' },
  TOTAL_TOKENS: { kind: 'number', description: 'Input, cached and output tokens.' },
  TOTAL_COST_USD: { kind: 'number', description: 'What they cost in US dollars, as far as that is known.' },
  ACTIVE_DAYS: { kind: 'number', description: 'Days (UTC) on which they were active.' },
  FIRST_ACTIVE: {
    kind: 'instant',
    description: 'When they were first active: `LESS_THAN "-30d"` is over 30 days ago.',
  },
  LAST_ACTIVE: {
    kind: 'instant',
    description: 'When they were last active: `GREATER_THAN "-7d"` is within 7 days.',
  },
  DAYS_SINCE_FIRST_ACTIVE: {
    kind: 'number',
    description: 'Whole days, of 24 hours, since they were first active; holds for nobody who never was.',
  },
  DAYS_SINCE_LAST_ACTIVE: {
    kind: 'number',
    description: 'Whole days, of 24 hours, since they were last active; holds for nobody who never was.',
  },
  PREVIOUS_ACTIVITY: {
    kind: 'level',
    description:
      'How active they were when they were last around: of the 28 days (UTC) that end with their last active day, ' +
      '`high` is 12 active days or more, `medium` 4 or more, `low` 1 or more; `none` was never active.',
  },
} as const satisfies Record<string, { kind: 'number' | 'instant' | 'level'; description: string }>

export type UserMetric = keyof typeof userMetrics

export const UserMetricEnum = Object.fromEntries(Object.keys(userMetrics).map(name => [name, name])) as {
  [Name in UserMetric]: Name
}

registerEnumType(UserMetricEnum, {
  name: 'UserMetric',
  description:
    'What is computed of each user for segments, from everything they did until the segment is looked at.',
  valuesConfig: userMetrics,
})
