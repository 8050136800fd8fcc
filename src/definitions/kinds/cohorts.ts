import { Field, ObjectType } from 'type-graphql'
import { checkAnswerable } from '../../analytics/behavior/cohorts.ts'
import { CohortsInput } from '../../schema/behavior/cohorts-input.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({ implements: Node, description: 'A saved cohort question. `cohorts(id)` answers it.' })
class SavedCohorts extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description: 'The `CohortsInput` as it was saved, such as `{"interval": "MONTH"}`.',
  })
  content: object
}

export const cohorts = definitionKind<CohortsInput>({
  kind: 'cohorts',
  type: SavedCohorts,
  plural: 'cohort questions',
  content: {
    field: 'cohorts',
    type: CohortsInput,
    description: 'The question. A relative range moves on with time.',
  },
  fields: {
    list: 'savedCohorts',
    create: 'createCohorts',
    update: 'updateCohorts',
    delete: 'deleteCohorts',
  },
  formerly: { list: 'cohortDefinitions', create: 'saveCohorts' },
  notes: { create: '`cohorts(id)` answers it.' },
  check: checkAnswerable,
  usedBy: { code: 'IN_USE', names: (_, { id }) => ({ cohorts: [id] }) },
})
