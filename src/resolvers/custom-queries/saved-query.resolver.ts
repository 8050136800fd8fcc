import { FieldResolver, Resolver, Root } from 'type-graphql'
import { defaultsOf } from '../../custom-queries/asked-query.ts'
import { placeholdersIn } from '../../custom-queries/placeholders.ts'
import { SavedQuery } from '../../definitions/kinds/query.ts'
import { type Definition } from '../../entities/definition.ts'
import { QueryParameter, type SavedQueryInput } from '../../schema/custom-queries/saved-query.ts'

@Resolver(() => SavedQuery)
export class SavedQueryResolver {
  @FieldResolver(() => String, { description: 'The SQL, with placeholders such as `{bot:String}`.' })
  sql(@Root() { content }: Definition): string {
    return (content as SavedQueryInput).sql
  }

  @FieldResolver(() => [QueryParameter], {
    description: 'The placeholders of the SQL in their order, with their types and defaults.',
  })
  parameters(@Root() { content }: Definition): QueryParameter[] {
    const { sql, parameters = [] } = content as SavedQueryInput
    const defaults = defaultsOf(parameters)
    return placeholdersIn(sql).map(({ name, type }) => ({
      name,
      type,
      default: defaults[name] ?? null,
      isRequired: !(name in defaults),
      description: parameters.find(parameter => parameter.name === name)?.description ?? null,
    }))
  }
}
