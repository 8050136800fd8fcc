import { type Sandbox } from '../clickhouse/sandbox/sandbox.ts'
import { notConfigured } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'

/** @throws NOT_CONFIGURED while custom queries are off */
export function sandboxOf({ services, clickhouse }: RequestScope): Sandbox {
  if (!services.customSql.isOn || !clickhouse.sandbox)
    throw notConfigured(
      'Custom queries are off. The operator turns them on with CUSTOM_SQL=true, and beside CLICKHOUSE_URL with CLICKHOUSE_SANDBOX_URL.',
    )
  return clickhouse.sandbox
}
