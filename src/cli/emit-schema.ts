import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { createSchema } from '../graphql-schema.ts'

writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(createSchema()))}\n`)
