import { Field, ObjectType } from 'type-graphql'
import { checkSavedQuery } from '../../custom-queries/check-saved-query.ts'
import { SavedQueryInput } from '../../schema/custom-queries/saved-query.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description: 'A saved custom query. `query(input: { queryId })` runs it with values for its parameters.',
})
export class SavedQuery extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description: 'The `SavedQueryInput` as it was saved, such as `{"sql": "SELECT count() FROM messages"}`.',
  })
  content: object
}

export const query = definitionKind<SavedQueryInput>({
  kind: 'query',
  type: SavedQuery,
  plural: 'custom queries',
  content: {
    field: 'query',
    type: SavedQueryInput,
    description: 'The SQL and its parameters.',
  },
  fields: {
    list: 'savedQueries',
    get: 'savedQuery',
    create: 'createQuery',
    update: 'updateQuery',
    delete: 'deleteQuery',
  },
  notes: { create: '`query(input: { queryId })` runs it.' },
  check: checkSavedQuery,
  usedBy: { code: 'IN_USE', names: (_, { id }) => ({ queries: [id] }) },
})
