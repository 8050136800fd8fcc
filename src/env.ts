import { type CheckedSettings, checks, type Explorer, isIntrospected, type LogLevel } from './env/checks.ts'
import { loadSettingsFile } from './env/env-file.ts'
import { misspeltNames } from './env/misspelt.ts'

/** The settings of Convograph. No other file reads `process.env`. */
export interface Env {
  isProduction: boolean
  /** Whether clients may query the schema. */
  introspection: boolean
  /** What a browser shows at `/graphql`; undefined for nothing. */
  explorer: Explorer | undefined
  host: string
  port: number
  /** The address under which others reach the service, such as `https://analytics.example.com`. */
  publicUrl: string | undefined
  dataDir: string
  databaseUrl: string | undefined
  clickhouseUrl: string | undefined
  /** The cluster of the server of `clickhouseUrl` whose shards hold the rows; undefined for one server. */
  clickhouseCluster: string | undefined
  /** The server, and its cluster, that answers until the one of `clickhouseUrl` is filled from the log. */
  formerClickhouse: { url: string; cluster: string | undefined } | undefined
  /** The server of `clickhouseUrl` for the restricted user as which custom queries run. */
  clickhouseSandboxUrl: string | undefined
  /** Whether administrators may send SQL of their own. */
  customSql: boolean
  corsOrigins: string[]
  /** The hosts that the service answers for; every host if the list is empty. */
  allowedHosts: string[]
  /** The token for `/metrics`; without one, `/metrics` is open. */
  metricsToken: string | undefined
  /** The addresses of proxies whose `X-Forwarded-For` header is used. */
  trustedProxies: string[]
  /** The file with the only documents that clients may send. */
  trustedDocuments: string | undefined
  /** Whether the page for people is answered at `/`. */
  web: boolean
  /** Whether agents may run queries that they write themselves. */
  mcpExecute: boolean
  logLevel: LogLevel
  /** Whether the addresses of users are stored. */
  storeIp: boolean
  /** The ids that stand for a missing user or session. */
  mistakenIds: string[]
  /** The number of days after which entries of the audit log are deleted. */
  auditDays: number
  auth: Auth
  projects: { areOpen: boolean; mostNew: number }
  limits: Limits
  /** The time for which the service still serves after probes learn that it stops. */
  drainSeconds: number
  /** The rate limits of a caller per minute; 0 for no limit. */
  rates: { track: number; batch: number; query: number; sql: number; otlp: number }
  exports: ExportSettings
  projection: { batchEvents: number; debounceMs: number; waitMs: number }
  /** The mail server, and the sender of its mails; absent if mails cannot be sent. */
  mail: { smtpUrl: string; from: string } | undefined
  /** The hosts of webhooks that may have a private address. */
  privateWebhooks: string[]
}

/** The limits of exports. */
export interface ExportSettings {
  /** The exports that a caller may start in an hour; 0 for any number. */
  perHour: number
  /** The hours for which a file is kept. */
  hours: number
  /** The bytes that the files of a project, and of all projects, may have together. */
  mostBytes: number
  mostBytesOfAll: number
}

/** Which tokens are accepted. */
interface Auth {
  secret: string | undefined
  jwksUrl: string | undefined
  issuer: string | undefined
  audience: string | undefined
  rolesClaim: string
  serviceUrl: string | undefined
  maxLifetimeSeconds: number
}

/** The limits of requests. */
export interface Limits {
  depth: number
  complexity: number
  tokens: number
  aliases: number
  rootFields: number
  directives: number
  bodyBytes: number
  /** The bytes of a request with spans of OpenTelemetry, after decompression. */
  otlpBytes: number
  /** The new property keys of a project per day that cause no warning; 0 for any number. */
  newKeys: number
  /** The open connections of a process. */
  connections: number
  queryTimeoutMs: number
  requestTimeoutMs: number
  /** The requests of all kinds that run at the same time. */
  inFlight: number
  /** The requests that track, and those that query, that run at the same time. */
  tracking: number
  questions: number
  /** The longest wait for one of these limits. */
  queueMs: number
  /** The open subscriptions of a caller, and of all callers. */
  subscriptionsPerCaller: number
  subscriptions: number
}

const settingNames = Object.keys(checks.shape)

/**
 * Reads and checks all settings, from the environment and from the file `.env` in the working directory.
 * @throws Error with all mistakes, one per line: the name of each wrong or misspelt setting and never its value
 */
export function readEnv(source?: NodeJS.ProcessEnv): Env {
  const file = source ? { names: [], mistakes: [] } : loadSettingsFile()
  const values = source ?? process.env
  const parsed = checks.safeParse(values)
  const mistakes = [
    ...file.mistakes,
    ...misspeltNames(settingNames, Object.keys(values), file.names),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`),
  ]
  if (!parsed.success || mistakes.length) throw new Error(wrongSettings(mistakes))
  return toEnv(parsed.data)
}

const wrongSettings = (mistakes: string[]) =>
  `These settings are wrong:\n${mistakes.map(mistake => `  ${mistake}`).join('\n')}`

function toEnv(all: CheckedSettings): Env {
  return {
    isProduction: all.NODE_ENV === 'production',
    introspection: isIntrospected(all),
    explorer: explorerOf(all),
    host: all.HOST,
    port: all.PORT,
    publicUrl: all.PUBLIC_URL,
    dataDir: all.DATA_DIR,
    databaseUrl: all.DATABASE_URL,
    clickhouseUrl: all.CLICKHOUSE_URL,
    clickhouseCluster: all.CLICKHOUSE_CLUSTER,
    formerClickhouse: all.CLICKHOUSE_FORMER_URL
      ? { url: all.CLICKHOUSE_FORMER_URL, cluster: all.CLICKHOUSE_FORMER_CLUSTER }
      : undefined,
    clickhouseSandboxUrl: all.CLICKHOUSE_SANDBOX_URL,
    customSql: all.CUSTOM_SQL ? all.CUSTOM_SQL === 'true' : all.NODE_ENV !== 'production',
    corsOrigins: all.CORS_ORIGINS,
    allowedHosts: all.ALLOWED_HOSTS,
    metricsToken: all.METRICS_TOKEN,
    trustedProxies: all.TRUST_PROXY,
    trustedDocuments: all.TRUSTED_DOCUMENTS,
    web: all.WEB === 'true',
    mcpExecute: all.MCP_EXECUTE === 'true',
    logLevel: all.LOG_LEVEL,
    storeIp: all.STORE_IP === 'true',
    mistakenIds: all.MISTAKEN_IDS,
    auditDays: all.AUDIT_DAYS,
    auth: authOf(all),
    projects: { areOpen: all.PROJECTS === 'open', mostNew: all.MAX_NEW_PROJECTS },
    limits: limitsOf(all),
    drainSeconds: all.DRAIN_SECONDS ?? (all.NODE_ENV === 'production' ? 5 : 0),
    rates: {
      track: all.RATE_TRACK,
      batch: all.RATE_BATCH,
      query: all.RATE_QUERY,
      sql: all.RATE_SQL,
      otlp: all.RATE_OTLP,
    },
    exports: exportsOf(all),
    projection: {
      batchEvents: all.PROJECTION_BATCH,
      debounceMs: all.PROJECTION_DEBOUNCE_MS,
      waitMs: all.PROJECTION_WAIT_MS,
    },
    mail: all.SMTP_URL && all.MAIL_FROM ? { smtpUrl: all.SMTP_URL, from: all.MAIL_FROM } : undefined,
    privateWebhooks: all.WEBHOOK_ALLOW_PRIVATE,
  }
}

/** An explorer that may not ask for the schema, or send what people write, is of no use. */
const explorerOf = (all: CheckedSettings): Env['explorer'] =>
  all.SANDBOX === 'off' || !isIntrospected(all) || all.TRUSTED_DOCUMENTS ? undefined : all.SANDBOX

const authOf = (all: CheckedSettings): Env['auth'] => ({
  secret: all.AUTH_SECRET_KEY,
  jwksUrl: all.AUTH_JWKS_URL,
  issuer: all.AUTH_ISSUER,
  audience: all.AUTH_AUDIENCE,
  rolesClaim: all.AUTH_ROLES_CLAIM,
  serviceUrl: all.AUTH_SERVICE_URL,
  maxLifetimeSeconds: all.AUTH_MAX_LIFETIME,
})

const limitsOf = (all: CheckedSettings): Env['limits'] => ({
  depth: all.MAX_DEPTH,
  complexity: all.MAX_COMPLEXITY,
  tokens: all.MAX_TOKENS,
  aliases: all.MAX_ALIASES,
  rootFields: all.MAX_ROOT_FIELDS,
  directives: all.MAX_DIRECTIVES,
  bodyBytes: all.MAX_BODY_BYTES,
  otlpBytes: all.MAX_OTLP_BYTES,
  newKeys: all.MAX_NEW_KEYS,
  connections: all.MAX_CONNECTIONS,
  queryTimeoutMs: all.QUERY_TIMEOUT_MS,
  requestTimeoutMs: all.REQUEST_TIMEOUT_MS,
  inFlight: all.MAX_IN_FLIGHT,
  tracking: all.MAX_TRACKING,
  questions: all.MAX_QUESTIONS,
  queueMs: all.QUEUE_WAIT_MS,
  subscriptionsPerCaller: all.MAX_SUBSCRIPTIONS_PER_CALLER,
  subscriptions: all.MAX_SUBSCRIPTIONS,
})

const exportsOf = (all: CheckedSettings): Env['exports'] => ({
  perHour: all.RATE_EXPORT,
  hours: all.EXPORT_HOURS,
  mostBytes: all.EXPORT_MAX_BYTES,
  mostBytesOfAll: all.EXPORT_DISK_BYTES,
})
