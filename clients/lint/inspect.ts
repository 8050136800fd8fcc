import { globSync, readFileSync } from 'node:fs'
import { CriticalityLevel, diff, validate } from '@graphql-inspector/core'
import { buildSchema, Source } from 'graphql'

// Checks all documents of the repository, and compares the schema with that of the last release.

const schema = buildSchema(readFileSync('../schema.graphql', 'utf8'))
const documents = [...globSync('../test/**/*.graphql'), ...globSync('documents/*.graphql')].map(
  path => new Source(readFileSync(path, 'utf8'), path),
)

const invalid = validate(schema, documents, { strictDeprecated: false })
const broken = await breakingChanges()
const told = pathsIn(unreleased())
const unexplained = broken.filter(({ path }) => !told.some(pattern => pattern.test(path!)))

for (const { source, errors } of invalid) console.error(source.name, errors.map(String).join('\n'))
for (const { message, path } of unexplained)
  console.error(`${message}: CHANGELOG.md does not name \`${path}\``)
console.log(`${documents.length} documents, ${broken.length} breaking changes since the last release`)
process.exitCode = invalid.length + unexplained.length ? 1 : 0

/** The changes since the last release that may break a client. */
async function breakingChanges() {
  const released = buildSchema(readFileSync('lint/released.graphql', 'utf8'))
  const changes = await diff(released, schema)
  return changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
}

/** The part of the changelog about the next release. */
function unreleased(): string {
  return readFileSync('../CHANGELOG.md', 'utf8').split(/^## /m)[1]!
}

/** The paths that a text names, such as `Query.summary`, `Query.*` or `*.userId`. */
function pathsIn(text: string): RegExp[] {
  return [...text.matchAll(/`([\w*]+(?:\.[\w*]+)*)`/g)].map(
    ([, path]) => new RegExp(`^${path!.replaceAll('.', '\\.').replaceAll('*', '\\w+')}(\\.|$)`),
  )
}
