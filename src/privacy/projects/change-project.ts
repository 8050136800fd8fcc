import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase, type Pool } from 'pg'
import { checkedTimeZone } from '../../analytics/query/calendar.ts'
import { checkedFields } from '../../checks/collect.ts'
import { wholeOf } from '../../checks/number.ts'
import { Project } from '../../entities/project.ts'
import { badInput } from '../../errors.ts'
import { pooledTransaction } from '../../postgres/transaction.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type CreateProjectInput, type UpdateProjectInput } from '../../schema/privacy/project.ts'
import { limitNames, type ProjectLimitsInput } from '../../schema/privacy/project-limits.ts'
import { type RetentionField, type RetentionInput, retentionFields } from '../../schema/privacy/retention.ts'
import { nextNight } from '../retention/next-night.ts'
import { planRetention } from '../retention/retention-job.ts'

const mostDays = 3_650
const mostLimit = 2_147_483_647

type ProjectScope = Pick<RequestScope, 'pool' | 'em' | 'services' | 'changes' | 'viewer'>

/** Settings that change; null removes a limit or a retention. */
interface Changes {
  timeZone: string | undefined
  limits: Record<string, number | null>
  retention: Record<string, number | null>
}

/**
 * Creates a project.
 * @throws INVALID_TEXT, INVALID_TIME_ZONE, OUT_OF_RANGE, NAME_TAKEN
 */
export async function createProject(scope: ProjectScope, input: CreateProjectInput): Promise<Project> {
  return noted(scope, 'CREATED', await storeProject(scope.pool, scope.viewer!.subject, input))
}

/** The same for a command, which has no request. */
async function storeProject(pool: Pool, subject: string, input: CreateProjectInput): Promise<StoredProject> {
  const { id, ...changes } = checkedFields({ id: () => checkedId(input.id), ...checksOf(input) })
  const row = await pooledTransaction(pool, async client => {
    const created = await inserted(client, id, changes)
    if (created) await planNight(client, subject, created)
    return created
  })
  if (!row) throw badInput('NAME_TAKEN', 'id', 'There is a project with this name already.')
  return row
}

/**
 * Changes the settings of a project. Every process applies them within 5 s.
 * @throws NOT_FOUND, PROJECT_DELETING, DAYS_KEPT, INVALID_TIME_ZONE, OUT_OF_RANGE
 */
export async function updateProject(scope: ProjectScope, input: UpdateProjectInput): Promise<Project> {
  return noted(scope, 'UPDATED', await storeChanges(scope.pool, scope.viewer!.subject, input))
}

/** The same for a command, which has no request. */
export async function storeChanges(
  pool: Pool,
  subject: string,
  input: UpdateProjectInput,
): Promise<StoredProject> {
  const changes = checkedFields(checksOf(input))
  return pooledTransaction(pool, async client => {
    const row = await changed(client, input.id, changes)
    await planNight(client, subject, row)
    return row
  })
}

/** The row of a project. */
export interface StoredProject {
  id: string
  time_zone: string
  retention: Record<string, number>
}

async function inserted(
  client: ClientBase,
  id: string,
  changes: Changes,
): Promise<StoredProject | undefined> {
  const { rows } = await client.query<StoredProject>(
    `insert into projects (id, time_zone, limits, retention)
     values ($1, $2, jsonb_strip_nulls($3), jsonb_strip_nulls($4))
     on conflict do nothing returning *`,
    [id, changes.timeZone ?? 'UTC', changes.limits, changes.retention],
  )
  return rows[0]
}

/** Events of a project with a retention expire from the next night on. */
async function planNight(
  client: ClientBase,
  subject: string,
  { id, time_zone, retention }: StoredProject,
): Promise<void> {
  if (Object.keys(retention).length)
    await planRetention(client, id, subject, nextNight(time_zone, new Date()))
}

const checksOf = ({ timeZone, limits, retention }: Omit<UpdateProjectInput, 'id'>) => ({
  timeZone: () => (timeZone == null ? undefined : checkedTimeZone(timeZone)),
  limits: () => checkedLimits(limits ?? {}),
  retention: () => checkedRetention(retention ?? {}),
})

function checkedId(id: string): string {
  if (/^\P{C}{1,100}$/u.test(id)) return id
  throw badInput('INVALID_TEXT', 'id', 'id must have 1 to 100 printable characters.')
}

const checkedLimits = (input: ProjectLimitsInput) =>
  checkedFields(
    Object.fromEntries(
      limitNames
        .filter(name => input[name] !== undefined)
        .map(name => [name, () => wholeOf(input[name], `limits.${name}`, 1, mostLimit)]),
    ),
  )

const checkedRetention = (input: RetentionInput) =>
  checkedFields(
    Object.fromEntries(
      (Object.keys(retentionFields) as RetentionField[])
        .filter(field => input[field] !== undefined)
        .map(field => [
          retentionFields[field],
          () => wholeOf(input[field], `retention.${field}`, 1, mostDays),
        ]),
    ),
  )

async function changed(client: ClientBase, id: string, { timeZone, limits, retention }: Changes) {
  const found = await lockedProject(client, id)
  const isOtherZone = timeZone !== undefined && timeZone !== found.time_zone
  if (isOtherZone && found.kept_until)
    throw badInput(
      'DAYS_KEPT',
      'timeZone',
      'Events have expired, and the numbers of their days cannot be counted in another time zone.',
    )
  const { rows } = await client.query(
    `update projects
     set time_zone = coalesce($2, time_zone), limits = jsonb_strip_nulls(limits || $3),
       retention = jsonb_strip_nulls(retention || $4)
     where id = $1
     returning *`,
    [id, timeZone ?? null, limits, retention],
  )
  return rows[0]
}

/** The row of a project that is not being deleted, locked. @throws NOT_FOUND, PROJECT_DELETING */
export async function lockedProject(
  client: ClientBase,
  id: string,
): Promise<{ time_zone: string; kept_until: Date | null }> {
  const { rows } = await client.query('select * from projects where id = $1 for no key update', [id])
  if (!rows.length) throw badInput('NOT_FOUND', 'id', 'There is no project with this name.')
  if (rows[0].deleting_since)
    throw badInput('PROJECT_DELETING', 'id', 'The project is being deleted. Wait until it is gone.')
  return rows[0]
}

/**
 * Has the expired events of a project removed now instead of in the next night.
 * @throws NOT_FOUND, PROJECT_DELETING
 */
export async function applyRetention(scope: ProjectScope, id: string): Promise<void> {
  await pooledTransaction(scope.pool, async client => {
    await lockedProject(client, id)
    await planRetention(client, id, scope.viewer!.subject, new Date())
  })
}

/** Puts the change into the audit log, and the new settings into effect in this process. */
function noted(
  { em, services, changes }: Pick<ProjectScope, 'services' | 'changes'> & { em: EntityManager },
  action: 'CREATED' | 'UPDATED' | 'DELETED',
  row: { id: string },
): Project {
  services.projects.forget(row.id)
  changes.push({ action, kind: 'PROJECT', id: row.id, name: row.id })
  return em.map(Project, row)
}
