import { z } from 'zod'
import { commonMistakes } from './checks/mistaken-id.ts'
import { loadSettingsFile } from './env/env-file.ts'
import { misspeltNames } from './env/misspelt.ts'
import {
  addresses,
  blankIsAbsent,
  claim,
  hostNames,
  hosts,
  listOr,
  oneOf,
  origins,
  secret,
  sender,
  text,
  token,
  url,
  whole,
  wholeNumber,
} from './env/values.ts'

/** The settings of Convograph. No other file reads `process.env`. */
export interface Env {
  isProduction: boolean
  /** Whether clients may query the schema. */
  introspection: boolean
  host: string
  port: number
  dataDir: string
  databaseUrl: string | undefined
  clickhouseUrl: string | undefined
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

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

const checks = z
  .object({
    NODE_ENV: z.preprocess(blankIsAbsent, oneOf('production', 'development', 'test').optional()),
    HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
    PORT: whole(8002, 0, 65_535),
    DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('./data')),
    DATABASE_URL: url('postgres', 'postgresql'),
    CLICKHOUSE_URL: url('http', 'https'),
    CLICKHOUSE_SANDBOX_URL: url('http', 'https'),
    CUSTOM_SQL: z.preprocess(blankIsAbsent, oneOf('true', 'false').optional()),
    AUTH_SECRET_KEY: secret,
    AUTH_JWKS_URL: url('http', 'https'),
    AUTH_ISSUER: text,
    AUTH_AUDIENCE: text,
    AUTH_ROLES_CLAIM: claim('roles'),
    AUTH_SERVICE_URL: url('http', 'https'),
    AUTH_MAX_LIFETIME: whole(86_400, 60, 31_536_000),
    PROJECTS: z.preprocess(blankIsAbsent, oneOf('open', 'known').default('open')),
    MAX_NEW_PROJECTS: whole(1_000, 0, 1_000_000),
    CORS_ORIGINS: origins,
    ALLOWED_HOSTS: hosts,
    METRICS_TOKEN: token,
    TRUST_PROXY: addresses,
    TRUSTED_DOCUMENTS: text,
    MCP_EXECUTE: z.preprocess(blankIsAbsent, oneOf('true', 'false').default('true')),
    LOG_LEVEL: z.preprocess(
      blankIsAbsent,
      z
        .string()
        .toLowerCase()
        .pipe(oneOf(...logLevels))
        .default('info'),
    ),
    STORE_IP: z.preprocess(blankIsAbsent, oneOf('true', 'false').default('false')),
    MISTAKEN_IDS: listOr(commonMistakes),
    DRAIN_SECONDS: z.preprocess(blankIsAbsent, wholeNumber(0, 300).optional()),
    INTROSPECTION: z.preprocess(blankIsAbsent, oneOf('true', 'false').optional()),
    MAX_DEPTH: whole(10, 1, 100),
    MAX_COMPLEXITY: whole(5_000, 1, 1_000_000),
    MAX_TOKENS: whole(1_000, 10, 1_500),
    MAX_ALIASES: whole(30, 0, 1_000),
    MAX_ROOT_FIELDS: whole(20, 1, 1_000),
    MAX_DIRECTIVES: whole(20, 0, 1_000),
    MAX_BODY_BYTES: whole(1_048_576, 1_024, 67_108_864),
    MAX_OTLP_BYTES: whole(4_194_304, 1_024, 67_108_864),
    MAX_NEW_KEYS: whole(1_000, 0, 1_000_000),
    MAX_CONNECTIONS: whole(5_000, 10, 100_000),
    AUDIT_DAYS: whole(90, 1, 3_650),
    QUERY_TIMEOUT_MS: whole(30_000, 100, 600_000),
    REQUEST_TIMEOUT_MS: whole(60_000, 100, 3_600_000),
    MAX_IN_FLIGHT: whole(256, 1, 10_000),
    MAX_TRACKING: whole(64, 1, 10_000),
    MAX_QUESTIONS: whole(16, 1, 1_000),
    QUEUE_WAIT_MS: whole(1_000, 0, 60_000),
    MAX_SUBSCRIPTIONS_PER_CALLER: whole(5, 0, 10_000),
    MAX_SUBSCRIPTIONS: whole(500, 0, 100_000),
    RATE_TRACK: whole(1_000, 0, 1_000_000_000),
    RATE_BATCH: whole(100, 0, 1_000_000_000),
    RATE_QUERY: whole(20_000, 0, 1_000_000_000),
    RATE_SQL: whole(60, 0, 1_000_000_000),
    RATE_OTLP: whole(1_000, 0, 1_000_000_000),
    RATE_EXPORT: whole(10, 0, 1_000_000),
    EXPORT_HOURS: whole(24, 1, 720),
    EXPORT_MAX_BYTES: whole(5_000_000_000, 1_000, 1_000_000_000_000),
    EXPORT_DISK_BYTES: whole(10_000_000_000, 1_000, 10_000_000_000_000),
    PROJECTION_BATCH: whole(50_000, 1, 500_000),
    PROJECTION_DEBOUNCE_MS: whole(1_000, 0, 10_000),
    PROJECTION_WAIT_MS: whole(1_000, 0, 60_000),
    SMTP_URL: url('smtp', 'smtps'),
    MAIL_FROM: sender,
    WEBHOOK_ALLOW_PRIVATE: hostNames,
  })
  .refine(all => all.NODE_ENV !== 'production' || all.AUTH_SECRET_KEY || all.AUTH_JWKS_URL, {
    path: ['AUTH_SECRET_KEY'],
    message: 'or AUTH_JWKS_URL is required when NODE_ENV is production',
    when: ({ issues }) => areRight(issues, ['NODE_ENV', 'AUTH_SECRET_KEY', 'AUTH_JWKS_URL']),
  })
  .refine(all => all.RATE_QUERY === 0 || all.RATE_QUERY >= all.MAX_COMPLEXITY, {
    path: ['RATE_QUERY'],
    message: 'must be 0 or at least MAX_COMPLEXITY, so that the most complex query fits the rate limit',
    when: ({ issues }) => areRight(issues, ['RATE_QUERY', 'MAX_COMPLEXITY']),
  })
  .refine(all => !all.SMTP_URL === !all.MAIL_FROM, {
    path: ['MAIL_FROM'],
    message: 'and SMTP_URL need each other: set both, or none of them',
    when: ({ issues }) => areRight(issues, ['SMTP_URL', 'MAIL_FROM']),
  })

/** Settings that depend on each other are compared, whatever else is wrong, if each of them is right by itself. */
const areRight = (issues: { path?: PropertyKey[] }[], names: string[]) =>
  !issues.some(({ path }) => names.includes(String(path?.[0])))

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

type Settings = z.infer<typeof checks>

function toEnv(all: Settings): Env {
  return {
    isProduction: all.NODE_ENV === 'production',
    introspection: all.INTROSPECTION ? all.INTROSPECTION === 'true' : all.NODE_ENV !== 'production',
    host: all.HOST,
    port: all.PORT,
    dataDir: all.DATA_DIR,
    databaseUrl: all.DATABASE_URL,
    clickhouseUrl: all.CLICKHOUSE_URL,
    clickhouseSandboxUrl: all.CLICKHOUSE_SANDBOX_URL,
    customSql: all.CUSTOM_SQL ? all.CUSTOM_SQL === 'true' : all.NODE_ENV !== 'production',
    corsOrigins: all.CORS_ORIGINS,
    allowedHosts: all.ALLOWED_HOSTS,
    metricsToken: all.METRICS_TOKEN,
    trustedProxies: all.TRUST_PROXY,
    trustedDocuments: all.TRUSTED_DOCUMENTS,
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

const authOf = (all: Settings): Env['auth'] => ({
  secret: all.AUTH_SECRET_KEY,
  jwksUrl: all.AUTH_JWKS_URL,
  issuer: all.AUTH_ISSUER,
  audience: all.AUTH_AUDIENCE,
  rolesClaim: all.AUTH_ROLES_CLAIM,
  serviceUrl: all.AUTH_SERVICE_URL,
  maxLifetimeSeconds: all.AUTH_MAX_LIFETIME,
})

const limitsOf = (all: Settings): Env['limits'] => ({
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

const exportsOf = (all: Settings): Env['exports'] => ({
  perHour: all.RATE_EXPORT,
  hours: all.EXPORT_HOURS,
  mostBytes: all.EXPORT_MAX_BYTES,
  mostBytesOfAll: all.EXPORT_DISK_BYTES,
})
