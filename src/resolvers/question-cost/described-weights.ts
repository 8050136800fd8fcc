import { type CostWeight } from '../../schema/access/settings.ts'
import { type Reads, weights } from './weights.ts'

type Part = Exclude<keyof typeof weights, 'reads'>

const parts: Record<Part, string> = {
  value: 'A value of the answer.',
  row: 'An object of the answer.',
  json: 'A JSON value of the answer.',
  nested: 'The factor for the rows of a list within a list.',
  bucket: 'A bucket of time.',
  lookup: 'A value that is looked up for its row, such as the user of an event.',
  mutationField: 'A field of a mutation.',
  statement: 'A statement that a database runs.',
  knownUsers: 'Reading the first activity of every known user.',
  userList: 'Reading the users of a snapshot, or the traits of all users.',
}

const reads: Record<Reads, string> = {
  totals: 'Counts, sums, means and distinct users, without a filter or segment.',
  step: 'The events of one step of a funnel.',
  named: 'The events of one name, or counts of one kind.',
  kind: 'The events of one kind, for percentiles.',
  counted: 'All events, for a number of each user.',
  activity: 'All events, for the active users of each bucket.',
  events: 'All events.',
  walked: 'All events, sorted by user and time.',
  ranked: 'All events, for a ranking of users.',
  paths: 'All events, for the next events of each user.',
  sessions: 'All events, grouped into sessions.',
}

/** The weights of the cost, as `settings { prices }` shows them. */
export const describedWeights: CostWeight[] = [
  ...entriesOf(parts).map(([part, description]) => ({
    part: upperCase(part),
    points: weights[part],
    description,
  })),
  ...entriesOf(reads).map(([part, description]) => ({
    part: `READ_${upperCase(part)}`,
    points: weights.reads[part],
    description: `Reading 30 days of: ${description}`,
  })),
]

function entriesOf<Key extends string>(texts: Record<Key, string>): [Key, string][] {
  return Object.entries(texts) as [Key, string][]
}

/** `mutationField` is `MUTATION_FIELD`. */
function upperCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()
}
