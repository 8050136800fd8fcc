import { readFileSync } from 'node:fs'
import { isScalarType, isSpecifiedScalarType } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../support/graphql/root-fields.ts'

const scalars = Object.values(schema.getTypeMap())
  .filter(isScalarType)
  .filter(type => !isSpecifiedScalarType(type))

test.each(scalars)('the scalar $name names its specification, and has a type for code generators', scalar => {
  expect(scalar.specifiedByURL).toMatch(/^https:/)
  const page = readFileSync('docs/clients.md', 'utf8')
  expect(page).toContain(`| \`${scalar.name}\` |`)
  expect(page).toContain(`    ${scalar.name}: `)
})
