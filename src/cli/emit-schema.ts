import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { run } from './run.ts'

const help = `Writes the schema of the API to schema.graphql.

  npm run schema
`

run(help, async () => {
  parseArgs({})
  const { createSchema } = await import('../resolvers/build-schema.ts')
  writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(createSchema()))}\n`)
})
