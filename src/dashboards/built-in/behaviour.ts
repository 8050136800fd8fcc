import { type BuiltInDashboard, byDay, groups, number } from './built-in-dashboard.ts'

export const behaviour: BuiltInDashboard = {
  name: 'Behaviour',
  description: 'How many users come back, and what they do.',
  compare: { period: 'PREVIOUS_PERIOD' },
  widgets: [
    number('active-users', 'Active users', 'activeUsers'),
    number('events-per-user', 'Events per user', 'eventsPerUser'),
    number('messages-per-user', 'Messages per user', 'messagesPerUser'),
    number('logins', 'Logins', 'logins'),
    {
      key: 'lifecycle',
      title: 'New, returning and dormant users',
      kind: 'STACKED_BAR',
      question: { lifecycle: { interval: 'WEEK' } },
    },
    { key: 'stickiness', title: 'Days of activity', kind: 'BAR', question: { stickiness: {} } },
    { key: 'retention', title: 'Retention by week', kind: 'COHORTS', question: { cohorts: {} } },
    groups('names', 'Events by name', 'EVENT', 'events'),
    byDay('logins-by-day', 'Logins and registrations by day', 'logins', 'registrations'),
    {
      key: 'hours',
      title: 'Hours of the week',
      kind: 'HEAT_MAP',
      question: { measure: { metrics: [{ name: 'events' }], interval: 'HOUR' } },
    },
  ],
}
