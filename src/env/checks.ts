import { z } from 'zod'
import { commonMistakes } from '../checks/mistaken-id.ts'
import {
  addresses,
  blankIsAbsent,
  claim,
  hostNames,
  hosts,
  listOr,
  oneOf,
  origins,
  ownAddress,
  plainName,
  secret,
  sender,
  text,
  token,
  url,
  whole,
  wholeNumber,
} from './values.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What people can see at `/graphql`; with `auto`, Apollo's Sandbox where its script can be loaded, otherwise GraphiQL. */
const explorers = ['auto', 'graphiql', 'apollo'] as const
export type Explorer = (typeof explorers)[number]

/** Each setting with its default and the values that it may have. */
export const checks = z
  .object({
    NODE_ENV: z.preprocess(blankIsAbsent, oneOf('production', 'development', 'test').optional()),
    HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
    PORT: whole(8002, 0, 65_535),
    PUBLIC_URL: ownAddress,
    DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('./data')),
    DATABASE_URL: url('postgres', 'postgresql'),
    CLICKHOUSE_URL: url('http', 'https'),
    CLICKHOUSE_CLUSTER: plainName,
    CLICKHOUSE_FORMER_URL: url('http', 'https'),
    CLICKHOUSE_FORMER_CLUSTER: plainName,
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
    SANDBOX: z.preprocess(blankIsAbsent, oneOf(...explorers, 'off').default('auto')),
    WEB: z.preprocess(blankIsAbsent, oneOf('true', 'false').default('true')),
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
  .refine(all => !namesExplorer(all) || isIntrospected(all), {
    path: ['SANDBOX'],
    message: 'needs INTROSPECTION=true, because an explorer asks for the schema',
    when: ({ issues }) => areRight(issues, ['SANDBOX', 'INTROSPECTION', 'NODE_ENV']),
  })
  .refine(all => !namesExplorer(all) || !all.TRUSTED_DOCUMENTS, {
    path: ['SANDBOX'],
    message: 'does not go together with TRUSTED_DOCUMENTS, which lets nobody write queries',
    when: ({ issues }) => areRight(issues, ['SANDBOX', 'TRUSTED_DOCUMENTS']),
  })
  .refine(all => !all.SMTP_URL === !all.MAIL_FROM, {
    path: ['MAIL_FROM'],
    message: 'and SMTP_URL need each other: set both, or none of them',
    when: ({ issues }) => areRight(issues, ['SMTP_URL', 'MAIL_FROM']),
  })
  .refine(all => !all.CLICKHOUSE_CLUSTER || all.CLICKHOUSE_URL, {
    path: ['CLICKHOUSE_CLUSTER'],
    message: 'needs CLICKHOUSE_URL, which names one server of the cluster',
    when: ({ issues }) => areRight(issues, ['CLICKHOUSE_CLUSTER', 'CLICKHOUSE_URL']),
  })
  .refine(all => !all.CLICKHOUSE_FORMER_URL || all.CLICKHOUSE_URL, {
    path: ['CLICKHOUSE_FORMER_URL'],
    message: 'needs CLICKHOUSE_URL, which names the ClickHouse that takes its place',
    when: ({ issues }) => areRight(issues, ['CLICKHOUSE_FORMER_URL', 'CLICKHOUSE_URL']),
  })
  .refine(all => !all.CLICKHOUSE_FORMER_URL || all.CLICKHOUSE_FORMER_URL !== all.CLICKHOUSE_URL, {
    path: ['CLICKHOUSE_FORMER_URL'],
    message: 'must name another database than CLICKHOUSE_URL',
    when: ({ issues }) => areRight(issues, ['CLICKHOUSE_FORMER_URL', 'CLICKHOUSE_URL']),
  })
  .refine(all => !all.CLICKHOUSE_FORMER_CLUSTER || all.CLICKHOUSE_FORMER_URL, {
    path: ['CLICKHOUSE_FORMER_CLUSTER'],
    message: 'needs CLICKHOUSE_FORMER_URL',
    when: ({ issues }) => areRight(issues, ['CLICKHOUSE_FORMER_CLUSTER', 'CLICKHOUSE_FORMER_URL']),
  })
  .refine(all => !all.CLICKHOUSE_CLUSTER || !all.CLICKHOUSE_SANDBOX_URL, {
    path: ['CLICKHOUSE_SANDBOX_URL'],
    message: 'does not go together with CLICKHOUSE_CLUSTER: on a cluster there are no custom queries',
    when: ({ issues }) => areRight(issues, ['CLICKHOUSE_CLUSTER', 'CLICKHOUSE_SANDBOX_URL']),
  })

export type CheckedSettings = z.infer<typeof checks>

/** Whether clients may query the schema: everywhere but in production, if nothing is set. */
export const isIntrospected = (all: { INTROSPECTION?: string; NODE_ENV?: string }): boolean =>
  all.INTROSPECTION ? all.INTROSPECTION === 'true' : all.NODE_ENV !== 'production'

const namesExplorer = ({ SANDBOX }: { SANDBOX: string }) => SANDBOX === 'graphiql' || SANDBOX === 'apollo'

/** Settings that depend on each other are compared, whatever else is wrong, if each of them is right by itself. */
const areRight = (issues: { path?: PropertyKey[] }[], names: string[]) =>
  !issues.some(({ path }) => names.includes(String(path?.[0])))
