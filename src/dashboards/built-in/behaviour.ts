import { type BuiltInDashboard } from './built-in-dashboard.ts'

export const behaviour: BuiltInDashboard = {
  name: 'Behaviour',
  description: 'Users, conversations and messages of the whole behaviour.',
  compare: { period: 'PREVIOUS_PERIOD' },
  widgets: [
    { key: 'events', title: 'Events', kind: 'LINE', question: { timeSeries: {} } },
    {
      key: 'lifecycle',
      title: 'New, returning and dormant users',
      kind: 'STACKED_BAR',
      question: { lifecycle: {} },
    },
  ],
}
