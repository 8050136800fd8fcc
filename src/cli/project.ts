import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { checkProjectId, createProject, type KnownProject, listProjects } from '../auth/projects/projects.ts'
import { run } from './run.ts'
import { withPool } from './with-pool.ts'

const help = `Creates and lists projects. The service may be running or stopped.

  npm run project -- create NAME [--time-zone Europe/Berlin]
  npm run project -- list

  NAME         the claim \`project\` of its tokens: 1 to 100 printable characters
  --time-zone  the time zone of the project's days. Default: UTC

With PROJECTS=known the service answers only for projects that exist: created here, or used before the setting.
`

run(help, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'time-zone': { type: 'string', default: 'UTC' } },
  })
  const [command, name, ...more] = positionals
  if (command === 'list' && name === undefined) return withPool(async pool => list(await listProjects(pool)))
  if (command !== 'create' || more.length)
    throw new Error('The command must be create NAME or list; see --help.')
  if (name === undefined) throw new Error('The name of the project is missing.')
  checkProjectId(name)
  await withPool(async pool => {
    await createProject(pool, name, values['time-zone'])
    process.stdout.write(`${name} accepts requests now.\n`)
  })
})

function list(projects: KnownProject[]): void {
  projects.forEach(show)
  if (projects.length === 0)
    process.stdout.write('There are no projects. Create one: npm run project -- create NAME\n')
}

function show({ id, timeZone, createdAt, isFromToken }: KnownProject): void {
  const origin = isFromToken ? '  created by a token' : ''
  process.stdout.write(`${id}  ${timeZone}  ${createdAt.toISOString()}${origin}\n`)
}
