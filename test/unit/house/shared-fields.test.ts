import { isObjectType } from 'graphql'
import { getMetadataStorage } from 'type-graphql'
import { expect, test } from 'vitest'
import { isRow, showsRows } from '../../../src/auth/share-links/shows-rows.ts'
import { createSchema } from '../../../src/resolvers/build-schema.ts'

/** The fields with a role, such as `FunnelStep.converted`. */
function fieldsWithRoles(): Set<string> {
  const { objectTypes, interfaceTypes } = getMetadataStorage()
  return new Set(
    [...objectTypes, ...interfaceTypes].flatMap(({ name, fields = [] }) =>
      fields.filter(({ roles }) => roles).map(({ schemaName }) => `${name}.${schemaName}`),
    ),
  )
}

/** Types that no share link reaches without its permission for lists: the question behind them is one of lists. */
const behindLists = ['TopUser', 'ApiUsageUser', 'SegmentPreview', 'LiveEvents']

test('every field of an answer that leads to users or rows has a role, so that share links do not show it', () => {
  const schema = createSchema()
  const withRoles = fieldsWithRoles()
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const open = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(type => !roots.includes(type) && !isRow(type) && !/(Connection|Edge|Payload)$/.test(type.name))
    .filter(({ name }) => !behindLists.includes(name))
    .flatMap(type => Object.values(type.getFields()).map(field => ({ type, field })))
    .filter(({ field }) => showsRows(field.type))
    .map(({ type, field }) => `${type.name}.${field.name}`)
    .filter(name => !withRoles.has(name))
  expect(open).toEqual([])
})
