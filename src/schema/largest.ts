/** The most that one request may ask for or send. More is refused; `settings { limits }` shows these numbers. */
export const largest = {
  /** The items on a page of a list, and of a list within an answer. */
  page: 1_000,
  nestedPage: 100,
  /** The ids of `nodes`. */
  nodes: 100,
  /** The breakdown values of a question. */
  groups: 1_000,
  /** The buckets of time of a question. */
  buckets: 5_000,
  funnelSteps: 20,
  /** The metrics, and the breakdowns, of a question about metrics. */
  questionMetrics: 6,
  questionBreakdowns: 3,
  /** The breakdowns that explain a change, each by itself. */
  explainedBreakdowns: 5,
  /** The models that one simulation replaces by others. */
  modelSwaps: 20,
  /** The characters of the formula of a metric, and its words and signs. */
  formulaCharacters: 1_000,
  formulaWords: 200,
  /** The conditions of one filter, and the values that one condition compares with. */
  filterConditions: 100,
  filterValues: 100,
  /** The events of one mutation. */
  batch: 1_000,
  /** The saved definitions of a kind, such as segments, in a project. */
  definitions: 1_000,
  /** The rows that a custom query returns, and its seconds. */
  sqlRows: 10_000,
  sqlSeconds: 30,
  /** The exports of a project that are not done. */
  waitingExports: 20,
  widgets: 50,
  /** The links to dashboards that work, in a project. */
  shareLinks: 1_000,
  reportBlocks: 20,
  /** The mail addresses and webhooks of a report. */
  reportRecipients: 20,
  /** The latest runs of a report that are kept, and the bytes of the blocks of each as JSON. */
  reportRuns: 400,
  reportBytes: 262_144,
  /** The headers of a webhook, and the segments and the alerts that its filter names. */
  webhookHeaders: 20,
  webhookSegments: 10,
  webhookAlerts: 100,
  /** The messages that one `redeliver` sends again. */
  redelivered: 1_000,
  /** The groups, the receivers and the quiet hours of an alert, and its latest events that are kept. */
  alertGroups: 100,
  alertReceivers: 20,
  quietHours: 20,
  alertEvents: 1_000,
  /** The thresholds of a budget, and the receivers that it names. */
  budgetThresholds: 10,
  budgetReceivers: 20,
  /** The destinations of a project, the fields that one drops or hashes, and the dead letters of one that are kept. */
  destinations: 20,
  destinationFields: 100,
  deadLetters: 10_000,
} as const
