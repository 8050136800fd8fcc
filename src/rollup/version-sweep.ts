import { type ClientBase } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'

/** Longer than any question, which reads the versions that were valid at its start. */
const sweepMs = 3_600_000

/** Removes precomputed rows of former versions: those that were no longer valid at the sweep before, an hour ago. */
export class VersionSweep {
  #former = new Set<number>()
  #nextAt = performance.now() + sweepMs

  /** Sweeps once an hour. */
  async run(client: ClientBase, clickhouse: ClickHouse): Promise<void> {
    if (performance.now() < this.#nextAt) return
    this.#nextAt = performance.now() + sweepMs
    await this.sweep(client, clickhouse)
  }

  async sweep(client: ClientBase, { precomputed }: ClickHouse): Promise<void> {
    if (!precomputed) return
    const valid = await validVersions(client)
    const former = (await precomputed.versions()).filter(version => !valid.has(version))
    await precomputed.remove(former.filter(version => this.#former.has(version)))
    this.#former = new Set(former)
  }
}

async function validVersions(client: ClientBase): Promise<Set<number>> {
  const { rows } = await client.query<{ version: number }>(
    'select version::float8 from precomputed_days where not is_stale',
  )
  return new Set(rows.map(({ version }) => version))
}
