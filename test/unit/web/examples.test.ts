import { readFileSync } from 'node:fs'
import { buildSchema, getVariableValues, type OperationDefinitionNode, parse, print, validate } from 'graphql'
import { expect, test } from 'vitest'
import { examples } from '../../../web/explorer/examples.ts'
import { readmeDashboard } from '../../support/readme-dashboard.ts'

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))

test.each(examples)('the example $query runs against the schema', ({ query, variables = '{}' }) => {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const [operation] = document.definitions as OperationDefinitionNode[]
  const { errors } = getVariableValues(schema, operation!.variableDefinitions ?? [], JSON.parse(variables))
  expect(errors).toBeUndefined()
})

test('one of the five is the dashboard of the README', () => {
  expect(examples).toHaveLength(5)
  expect(examples.map(({ query }) => print(parse(query)))).toContain(print(parse(readmeDashboard)))
})
