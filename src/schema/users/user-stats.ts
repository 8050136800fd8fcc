import { measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'

/** What can be said of any set of users. */
export const userFields = sameNames(
  'activeUsers',
  'newUsers',
  'totalUsers',
  'logins',
  'registrations',
  'activities',
  'sessions',
  'averageSessionSeconds',
  'medianSessionSeconds',
  'bounceRate',
  'eventsPerUser',
  'messagesPerUser',
)

const description = 'How many users came, logged in and registered, and how long they stayed.'

export const UserStats = statsOf(
  'User',
  description,
  numbersOf('User', description, measuresOf('User', description, userFields)),
)
