import { type BuiltInDashboard, byDay, groups, number } from './built-in-dashboard.ts'

export const platform: BuiltInDashboard = {
  name: 'Platform',
  description: 'Users, conversations and messages of the whole platform.',
  compare: { period: 'PREVIOUS_PERIOD' },
  widgets: [
    number('active-users', 'Active users', 'activeUsers'),
    number('new-users', 'New users', 'newUsers'),
    number('messages', 'Messages', 'messages'),
    number('events', 'Events', 'events'),
    byDay('users-by-day', 'Active users by day', 'activeUsers'),
    byDay('messages-by-day', 'Messages by day', 'userMessages', 'assistantMessages'),
    groups('channels', 'Channels', 'CHANNEL', 'events'),
    groups('bots', 'Bots', 'BOT', 'events'),
    byDay('api-calls-by-day', 'API calls by day', 'apiCalls', 'apiErrors'),
    number('api-error-rate', 'Error rate of the API', 'apiErrorRate'),
    number('feedback', 'Positive feedback', 'positiveFeedback'),
    number('total-users', 'Users so far', 'totalUsers'),
  ],
}
