/**
 * The cost of the parts of a question, in points. A point is about 4 ms of work of the databases for a project with
 * 10,000,000 events in 90 days; `npm run bench -- --questions` shows points beside times.
 */
export const weights = {
  /** A value of the answer, an object in it, and a JSON value of up to 32 KB. */
  value: 0.001,
  row: 0.01,
  json: 0.25,
  /** The factor for rows of a list within a list: those of all parents are in memory at once. */
  nested: 4,
  /** A bucket of time, which ClickHouse groups by. */
  bucket: 0.03,
  /** A value that a loader looks up for its row. */
  lookup: 0.05,
  /** A field of a mutation. Other limits bound the amount that it writes. */
  mutationField: 20,
  /** A statement that a database runs. */
  statement: 2,
  /** Reading the first activity of every known user. */
  knownUsers: 6,
  /** Reading the users of a snapshot, or the traits of all users. */
  userList: 1,
  /** Reading 30 days of: */
  reads: {
    /** Totals: counts, sums, means and distinct users, without a filter or segment. */
    totals: 1,
    /** The events of one step of a funnel. */
    step: 2,
    /** The events of one name, or counts of one kind. */
    named: 2.5,
    /** The events of one kind, such as model calls, for percentiles. */
    kind: 6,
    /** All events, for a number of each user, such as the time of their last activity. */
    counted: 8,
    /** All events, for the active users of each bucket. */
    activity: 16,
    /** All events. */
    events: 18,
    /** All events, sorted by user and time. */
    walked: 24,
    /** All events, for a ranking of users. */
    ranked: 34,
    /** All events, for the next events of each user. */
    paths: 36,
    /** All events, grouped into sessions. */
    sessions: 40,
  },
} as const

export type Reads = keyof typeof weights.reads
