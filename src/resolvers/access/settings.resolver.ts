import { Ctx, FieldResolver, Resolver } from 'type-graphql'
import packageJson from '../../../package.json' with { type: 'json' }
import { sql } from '../../clickhouse/sql.ts'
import { type Context } from '../../graphql/context.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type LimitSettings } from '../../schema/access/limits.ts'
import { Settings, VersionSettings } from '../../schema/access/settings.ts'
import { largest } from '../../schema/largest.ts'
import { shownRetention } from '../../schema/privacy/retention.ts'
import { type Services } from '../../services.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { objectCost } from '../question-cost/answer-cost.ts'
import { describedWeights } from '../question-cost/described-weights.ts'
import { weights } from '../question-cost/weights.ts'

@Resolver(() => Settings)
export class SettingsResolver {
  @AdminQuery(() => Settings, {
    nullable: true,
    description:
      'The settings that a client can adapt to: limits, rates, cost weights, versions, time zone and features.',
    cost: objectCost,
  })
  settings(@Ctx() { scope, services }: Context): Settings {
    const { env, clickhouse, signAccessToken } = services
    const { limits, retention } = services.projects.settingsOf(scope.project)
    const rates = { ...env.rates, ...limits }
    return {
      limits: limitsOf(services),
      rates: {
        track: rates.track || null,
        batch: rates.batch || null,
        query: rates.query || null,
        sql: rates.sql || null,
        otlp: rates.otlp || null,
        exportsPerHour: (limits.exportsPerHour ?? env.exports.perHour) || null,
        eventsPerDay: limits.eventsPerDay ?? null,
      },
      retention: shownRetention(retention),
      prices: describedWeights,
      features: {
        introspection: env.introspection,
        explorer: env.explorer !== undefined,
        trustedDocuments: env.trustedDocuments !== undefined,
        accounts: signAccessToken !== undefined,
        openProjects: env.projects.areOpen,
        storesAddresses: env.storeIp,
        embeddedPostgresql: env.databaseUrl === undefined,
        embeddedClickhouse: clickhouse.isEmbedded,
        customSql: services.customSql.isOn,
      },
    }
  }

  @FieldResolver(() => String, {
    description: 'The time zone of the project, such as `Europe/Berlin`: the default of `timeZone`.',
    complexity: weights.statement,
  })
  timeZone(@Ctx('scope') scope: RequestScope): Promise<string> {
    return scope.timeZone()
  }

  @FieldResolver(() => VersionSettings, {
    description: 'The versions of the service and of its databases.',
    complexity: 2 * weights.statement,
  })
  async versions(@Ctx('scope') { pool, clickhouse, signal }: RequestScope): Promise<VersionSettings> {
    const [postgresql, [engine]] = await Promise.all([
      pool.query<{ version: string }>(`select current_setting('server_version') as version`),
      clickhouse.query<{ version: string }>('version', sql`select version() as version`, signal),
    ])
    return {
      convograph: packageJson.version,
      node: process.versions.node,
      postgresql: postgresql.rows[0]!.version,
      clickhouse: engine!.version,
    }
  }
}

function limitsOf({ env: { limits } }: Services): LimitSettings {
  const { complexity, depth, rootFields, aliases, tokens, bodyBytes, otlpBytes } = limits
  const { queryTimeoutMs, requestTimeoutMs } = limits
  return {
    ...largest,
    cost: complexity,
    depth,
    rootFields,
    aliases,
    tokens,
    bodyBytes,
    otlpBytes,
    queryTimeoutMs,
    requestTimeoutMs,
  }
}
