import { GraphQLError, type GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql'
import { definitionKinds } from '../../definitions/kinds/index.ts'
import { nodeIdOf } from '../../entities/node-id.ts'
import { nodes } from '../../lists/nodes.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Node } from '../../schema/node.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { nodesCost } from '../question-cost/overview/nodes-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { weights } from '../question-cost/weights.ts'

/** The definitions that come with Convograph, by their ids. */
const builtIn = new Map(
  definitionKinds.flatMap(({ builtIn = [] }) => builtIn.map(each => [each.id, each] as const)),
)

@Resolver(() => Node)
export class NodeResolver {
  @FieldResolver(() => ID, {
    description:
      'The id, which no other thing of the project has and which never changes, such as `dWFubg`. `node(id)` takes it.',
  })
  id(@Root() thing: object, @Info() { parentType }: GraphQLResolveInfo): string {
    return nodeIdOf(parentType.name, thing)
  }

  @AdminQuery(() => Node, {
    nullable: true,
    description: 'The thing with an `id`, whatever its type; null when the project has none with this id.',
    cost: plusFields(() => weights.statement),
  })
  async node(
    @Ctx('scope') scope: RequestScope,
    @Arg('id', () => ID, { description: 'The `id` of a thing, such as `dWFubg`.' }) id: string,
  ): Promise<object | null> {
    const [found = null] = await nodes(scope, [id], 'id', builtIn)
    if (found instanceof GraphQLError) throw found
    return found
  }

  @AdminQuery(() => [Node], {
    nullable: 'itemsAndList',
    description:
      'The things with these ids, in their order, whatever their types; null in the place of an id that the project has not, with an ' +
      'error of its own for a text that is no id.',
    cost: nodesCost,
  })
  nodes(
    @Ctx('scope') scope: RequestScope,
    @Arg('ids', () => [ID], { description: 'Up to 100 ids of things, such as `["dWFubg"]`.' }) ids: string[],
  ): Promise<(object | GraphQLError | null)[]> {
    return nodes(scope, ids, 'ids', builtIn)
  }
}
