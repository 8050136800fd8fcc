import { type BuiltInDashboard } from './built-in-dashboard.ts'

export const models: BuiltInDashboard = {
  name: 'Models and cost',
  description: 'Users, conversations and messages of the whole models.',
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
