import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { createSchema } from '../resolvers/build-schema.ts'
import { run } from './run.ts'

const help = `Writes the schema of the API to schema.graphql.

  npm run schema
`

run(help, () => {
  parseArgs({})
  writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(createSchema()))}\n`)
})
