import { numbersOf, statsOf } from '../numbers.ts'

/** What can be said of any set of users. */
export const userFields = {
  activeUsers: 'activeUsers',
  newUsers: 'newUsers',
  totalUsers: 'totalUsers',
  logins: 'logins',
  registrations: 'registrations',
  activities: 'activities',
  sessions: 'sessions',
  averageSessionSeconds: 'averageSessionSeconds',
  medianSessionSeconds: 'medianSessionSeconds',
  eventsPerUser: 'eventsPerUser',
  messagesPerUser: 'messagesPerUser',
} as const

const description = 'Users and their activity.'

export const UserStats = statsOf('User', description, numbersOf('UserNumbers', description, userFields))
