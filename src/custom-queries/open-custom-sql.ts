import { type Logger } from 'pino'
import { leaksOf } from '../clickhouse/sandbox/canaries.ts'
import { type Sandbox } from '../clickhouse/sandbox/sandbox.ts'
import { type Env } from '../env.ts'
import { type CustomSql } from '../request/request-scope.ts'

/**
 * Whether custom queries may run: the setting is on, and the restricted user can read nothing but its own views. It also
 * drops the views that a crash has left behind.
 */
export async function openCustomSql(
  { customSql, limits }: Env,
  sandbox: Sandbox | undefined,
  log: Logger,
): Promise<CustomSql> {
  const isOn = customSql && sandbox !== undefined && (await isTight(sandbox, log))
  return { isOn, mostSeconds: limits.queryTimeoutMs / 1_000 }
}

async function isTight(sandbox: Sandbox, log: Logger): Promise<boolean> {
  try {
    await sandbox.sweep()
    const leaks = await leaksOf(sandbox)
    if (leaks.length)
      log.error({ leaks }, 'custom queries are off: the user of CLICKHOUSE_SANDBOX_URL has too many grants')
    return leaks.length === 0
  } catch (error) {
    log.error({ err: error }, 'custom queries are off: the user of CLICKHOUSE_SANDBOX_URL cannot be used')
    return false
  }
}
