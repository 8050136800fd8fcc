import { serverName } from '../engines/server-name.ts'
import { type Env } from '../env.ts'
import { type Readiness } from './readiness.ts'

/**
 * The reason why questions are not answered, in words that name the setting of the engine; undefined when they are.
 * `failure` is the last error of the projection.
 */
export function reasonNotReady(
  { engines, projection }: Readiness,
  failure: Error | undefined,
  { databaseUrl, clickhouseUrl }: Pick<Env, 'databaseUrl' | 'clickhouseUrl'>,
): string | undefined {
  if (!engines.postgresql) return `PostgreSQL${at('DATABASE_URL', databaseUrl)} does not answer`
  const clickhouse = `ClickHouse${at('CLICKHOUSE_URL', clickhouseUrl)}`
  if (!engines.clickhouse) return `${clickhouse} does not answer`
  if (projection === 'current') return undefined
  if (projection === 'rebuilding') return `${clickhouse} is being filled from the log`
  return failure ? `${clickhouse} cannot be used: ${firstLine(failure)}` : `${clickhouse} is being checked`
}

const at = (setting: string, url: string | undefined) => (url ? ` at ${serverName(setting, url)}` : '')

const firstLine = ({ message }: Error) => message.split('\n')[0]!
