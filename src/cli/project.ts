import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { type Pool } from 'pg'
import { checkProjectId, createProject, type KnownProject, listProjects } from '../auth/projects/projects.ts'
import { type UpdateProjectInput } from '../schema/privacy/project.ts'
import { run } from './run.ts'
import { withPool } from './with-pool.ts'

const help = `Manages projects. The service may be running or stopped; a running one applies changes within 5 seconds.

  npm run project -- create NAME [--time-zone Europe/Berlin]
  npm run project -- list
  npm run project -- update NAME [--time-zone Europe/Berlin] [--retain messages=90] [--limit eventsPerDay=100000]
  npm run project -- delete NAME --confirm NAME

  NAME         the claim \`project\` of its tokens: 1 to 100 printable characters
  --time-zone  the time zone of the project's days. Default: UTC
  --retain     a kind of events and the days for which they are kept; \`messages=\` keeps them for ever. Kinds: events, activities,
               conversationChanges, messages, aiCalls, apiCalls, systemMetrics; repeat the option for several
  --limit      a limit instead of that of the service; \`batch=\` removes it. Limits: track, batch, query, sql, exportsPerHour,
               eventsPerDay; repeat the option for several
  --confirm    the name once more. The service deletes the project and everything that belongs to it

With PROJECTS=known the service answers only for projects that exist: created here, or used before the setting.
`

type Options = ReturnType<typeof parsed>['values']

/** The caller of a change in the audit log. */
const subject = 'npm run project'

interface ProjectCommand {
  action: 'CREATED' | 'UPDATED' | 'DELETED'
  /** Returns what is true of the project afterwards. */
  change(pool: Pool, id: string, values: Options): Promise<string>
}

const create: ProjectCommand = {
  action: 'CREATED',
  change: async (pool, id, { 'time-zone': timeZone = 'UTC' }) => {
    await createProject(pool, id, timeZone)
    return 'accepts requests now.'
  },
}

const update: ProjectCommand = {
  action: 'UPDATED',
  change: async (pool, id, { 'time-zone': timeZone, retain, limit }) => {
    const { storeChanges } = await import('../privacy/projects/change-project.ts')
    const { retentionFields } = await import('../schema/privacy/retention.ts')
    const { limitNames } = await import('../schema/privacy/project-limits.ts')
    const input: UpdateProjectInput = {
      id,
      timeZone,
      retention: numbersIn('--retain', retain, Object.keys(retentionFields)),
      limits: numbersIn('--limit', limit, limitNames),
    }
    await storeChanges(pool, subject, input)
    return 'is updated.'
  },
}

const remove: ProjectCommand = {
  action: 'DELETED',
  change: async (pool, id, { confirm }) => {
    const { beginDeletion } = await import('../privacy/projects/delete-project.ts')
    await beginDeletion(pool, subject, { id, confirmation: confirm })
    return 'is being deleted: its requests are refused, and the running service removes everything that belongs to it.'
  },
}

const commands: Record<string, ProjectCommand> = { create, update, delete: remove }

run(help, async () => {
  const { positionals, values } = parsed()
  const [command, name, ...more] = positionals
  if (command === 'list' && name === undefined) return withPool(async pool => list(await listProjects(pool)))
  const chosen = command && Object.hasOwn(commands, command) ? commands[command] : undefined
  if (!chosen || more.length)
    throw new Error('The command must be create NAME, update NAME, delete NAME or list; see --help.')
  if (name === undefined) throw new Error('The name of the project is missing.')
  checkProjectId(name)
  await withPool(async pool => {
    const outcome = await chosen.change(pool, name, values)
    await record(pool, chosen.action, name)
    process.stdout.write(`${name} ${outcome}\n`)
  })
})

/** In the audit log of the default project, which every service has and nobody can delete. */
async function record(pool: Pool, action: ProjectCommand['action'], id: string): Promise<void> {
  const { recordCommand } = await import('../audit/record-command.ts')
  const { defaultProject } = await import('../auth/viewer.ts')
  await recordCommand(pool, {
    project: defaultProject,
    command: subject,
    change: { action, kind: 'PROJECT', id, name: id },
  })
}

function parsed() {
  return parseArgs({
    allowPositionals: true,
    options: {
      'time-zone': { type: 'string' },
      retain: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string', multiple: true, default: [] },
      confirm: { type: 'string', default: '' },
    },
  })
}

/** `messages=90` and `batch=` as `{ messages: 90, batch: null }`. */
const numbersIn = (
  option: string,
  given: string[],
  names: readonly string[],
): Record<string, number | null> =>
  Object.fromEntries(
    given.map(text => {
      const [, name = '', number] = /^(\w+)=(\d{0,10})$/.exec(text) ?? []
      if (!names.includes(name))
        throw new Error(`${option} must be one of ${names.join(', ')} with a number, such as ${names[0]}=90.`)
      return [name, number ? Number(number) : null]
    }),
  )

function list(projects: KnownProject[]): void {
  projects.forEach(show)
  if (projects.length === 0)
    process.stdout.write('There are no projects. Create one: npm run project -- create NAME\n')
}

function show({ id, timeZone, createdAt, isFromToken }: KnownProject): void {
  const origin = isFromToken ? '  created by a token' : ''
  process.stdout.write(`${id}  ${timeZone}  ${createdAt.toISOString()}${origin}\n`)
}
