import { parseArgs } from 'node:util'
import { createProject, type KnownProject, listProjects } from '../auth/projects/projects.ts'
import { run } from './run.ts'
import { withPool } from './with-pool.ts'

const help = `Makes and lists projects, beside a running service or without one.

  npm run project -- create NAME [--time-zone Europe/Berlin]
  npm run project -- list

  NAME         what the claim project of its tokens says: 1 to 100 printable characters
  --time-zone  the days of its questions begin at midnight there. Default: UTC

With PROJECTS=known only projects that were made here, or used before, take requests.
`

run(help, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'time-zone': { type: 'string', default: 'UTC' } },
  })
  const [command, name, ...more] = positionals
  if (command === 'list' && name === undefined)
    return withPool(async pool => (await listProjects(pool)).forEach(show))
  if (command !== 'create' || more.length) throw new Error('Say create NAME or list; see --help.')
  if (name === undefined) throw new Error('The name of the project is missing.')
  await withPool(async pool => {
    await createProject(pool, name, values['time-zone'])
    process.stdout.write(`${name} takes requests now.\n`)
  })
})

function show({ id, timeZone, createdAt, isFromToken }: KnownProject): void {
  const maker = isFromToken ? '  made by a token' : ''
  process.stdout.write(`${id}  ${timeZone}  ${createdAt.toISOString()}${maker}\n`)
}
