import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The numbers of `/metrics`. Each app has its own, so that tests and benchmarks do not share counts. */
export type Metrics = ReturnType<typeof createMetrics>

/** Two names with `facts` and the label `lane` stay until version 1, because dashboards use them (decision 0080). */
export function createMetrics() {
  const registers = [new Registry()]
  return {
    registry: registers[0]!,
    ...ofRequests(registers),
    ...ofPlaces(registers),
    ...ofEvents(registers),
    ...ofJobs(registers),
    ...ofAlerts(registers),
    ...ofDestinations(registers),
  }
}

const ofRequests = (registers: Registry[]) => ({
  requests: new Counter({
    name: 'convograph_requests_total',
    help: 'Requests by operation and HTTP status.',
    labelNames: ['operation', 'status'] as const,
    registers,
  }),
  errors: countOfErrors(registers),
  latency: new Histogram({
    name: 'convograph_request_duration_seconds',
    help: 'Time to answer a request, by operation.',
    labelNames: ['operation'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  }),
  connectionsRefused: new Counter({
    name: 'convograph_connections_refused_total',
    help: 'Connections refused because the limit of open connections was reached.',
    registers,
  }),
  auditLost: new Counter({
    name: 'convograph_audit_entries_lost_total',
    help: 'Entries of the audit log that could not be written.',
    registers,
  }),
})

/** Codes that alerts watch begin at 0: Prometheus sees no increase in a series that begins at 1. */
function countOfErrors(registers: Registry[]) {
  const errors = new Counter({
    name: 'convograph_errors_total',
    help: 'Errors by code.',
    labelNames: ['code'] as const,
    registers,
  })
  for (const code of ['INTERNAL_SERVER_ERROR', 'OVERLOADED']) errors.inc({ code }, 0)
  return errors
}

/** Running and waiting requests, and open subscriptions. */
const ofPlaces = (registers: Registry[]) => ({
  running: new Gauge({
    name: 'convograph_requests_running',
    help: 'Running requests, by concurrency limit.',
    labelNames: ['lane'] as const,
    registers,
  }),
  waiting: new Gauge({
    name: 'convograph_requests_waiting',
    help: 'Waiting requests, by concurrency limit.',
    labelNames: ['lane'] as const,
    registers,
  }),
  subscriptions: new Gauge({
    name: 'convograph_subscriptions',
    help: 'Open subscriptions.',
    registers,
  }),
  streams: new Gauge({
    name: 'convograph_streams',
    help: 'Questions that open subscriptions share: equal ones are asked once.',
    registers,
  }),
})

/** Received events, and how far ClickHouse is behind them. */
const ofEvents = (registers: Registry[]) => ({
  events: new Counter({
    name: 'convograph_facts_total',
    help: 'Events received, by the status of their receipt.',
    labelNames: ['status'] as const,
    registers,
  }),
  spansIgnored: new Counter({
    name: 'convograph_otlp_spans_ignored_total',
    help: 'Spans of OpenTelemetry that became no event, by the reason.',
    labelNames: ['reason'] as const,
    registers,
  }),
  lagEvents: new Gauge({
    name: 'convograph_projection_lag_facts',
    help: 'Events in the log that ClickHouse does not hold yet.',
    registers,
  }),
  lagSeconds: new Gauge({
    name: 'convograph_projection_lag_seconds',
    help: 'Age of the oldest event that ClickHouse does not hold yet; 0 if it holds all events.',
    registers,
  }),
  engineUp: new Gauge({
    name: 'convograph_engine_up',
    help: 'Whether an engine answers: 1 or 0.',
    labelNames: ['engine'] as const,
    registers,
  }),
})

/** Work in the background. */
const ofJobs = (registers: Registry[]) => ({
  jobAttempts: new Counter({
    name: 'convograph_job_attempts_total',
    help: 'Attempts of jobs that ended in this process, by kind and outcome.',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  }),
  jobs: new Gauge({
    name: 'convograph_jobs',
    help: 'Jobs of all projects that have not ended, by kind and state.',
    labelNames: ['kind', 'state'] as const,
    registers,
  }),
  jobsOverdue: new Gauge({
    name: 'convograph_jobs_overdue_seconds',
    help: 'How long the first due job of a kind has waited; 0 if none waits.',
    labelNames: ['kind'] as const,
    registers,
  }),
  budgetsAge: new Gauge({
    name: 'convograph_budgets_age_seconds',
    help: 'Age of the last count of the spend of budgets in this process.',
    registers,
  }),
})

const ofAlerts = (registers: Registry[]) => ({
  alertChecks: new Counter({
    name: 'convograph_alert_checks_total',
    help: 'Checks of alerts by this process, by outcome: checked or failed.',
    labelNames: ['outcome'] as const,
    registers,
  }),
  alertQuestions: new Histogram({
    name: 'convograph_alert_question_seconds',
    help: 'How long a question of the checks of alerts held a place among the questions.',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  }),
  alertLateness: new Histogram({
    name: 'convograph_alert_lateness_seconds',
    help: 'How long after its time a check of an alert began.',
    buckets: [1, 5, 10, 30, 60, 300, 1_800],
    registers,
  }),
})

const ofDestinations = (registers: Registry[]) => ({
  destinations: new Gauge({
    name: 'convograph_destinations',
    help: 'Destinations of all projects, by state: RUNNING, PAUSED or STOPPED.',
    labelNames: ['state'] as const,
    registers,
  }),
  destinationsLag: new Gauge({
    name: 'convograph_destinations_lag_seconds',
    help: 'Age of the oldest event that a running destination has not got; 0 if all have everything.',
    registers,
  }),
  forwardedRows: new Counter({
    name: 'convograph_forwarded_rows_total',
    help: 'Rows for destinations by this process, by kind of destination and outcome: sent, skipped or failed.',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  }),
})
