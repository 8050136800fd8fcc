/**
 * What the parts of a question cost, in points. A point is about 4 ms of the engines where a project has 10,000,000
 * facts in 90 days; `npm run bench -- --questions` shows points beside times.
 */
export const weights = {
  /** A value of the answer, an object around values, and a value that is JSON of up to 32 KB. */
  value: 0.001,
  row: 0.01,
  json: 0.25,
  /** By how much the rows of a list within a list count more: those of all parents are in memory at once. */
  nested: 4,
  /** A bucket of time, which the engine keeps apart too. */
  bucket: 0.03,
  /** A value that is looked up for its row. */
  lookup: 0.05,
  /** A field of a mutation, whatever it writes: other limits bound that. */
  mutationField: 20,
  /** Sending a statement to an engine. */
  statement: 2,
  /** Reading the first activity of every known user. */
  knownUsers: 6,
  /** Reading the users of a snapshot, or the traits of all users. */
  userList: 1,
  /** Reading 30 days of facts. */
  reads: {
    /** Counts, sums, means and distinct users of everybody, which are kept added up. */
    totals: 1,
    /** The facts of one step of a funnel. */
    step: 2,
    /** The facts of one name, or counts of one kind. */
    named: 2.5,
    /** The facts of one kind, such as model calls, with percentiles. */
    kind: 6,
    /** Something of each user, such as when they were last active. */
    counted: 8,
    /** The active users of each bucket. */
    activity: 16,
    /** All facts. */
    facts: 18,
    /** All facts, by user and in the order of time. */
    walked: 24,
    /** The numbers of each user, ranked. */
    ranked: 34,
    /** What each user did next. */
    paths: 36,
    /** Sessions, put together from all facts. */
    sessions: 40,
  },
} as const

export type Reads = keyof typeof weights.reads
