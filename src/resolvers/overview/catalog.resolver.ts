import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { catalog, type Survey } from '../../analytics/overview/catalog.ts'
import { type Context } from '../../graphql/context.ts'
import {
  Catalog,
  CatalogDimension,
  CatalogEvent,
  CatalogProperty,
  CatalogTrait,
  PropertySearchArgs,
  SearchArgs,
} from '../../schema/overview/catalog.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { catalogCost } from '../question-cost/overview/catalog-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

const list = (description: string) => ({ description, complexity: rowsCost })

@Resolver(() => Catalog)
export class CatalogResolver {
  @Authorized('admin')
  @Query(() => Catalog, {
    description: 'What there is to ask about: names, properties, traits, dimensions and metrics.',
    complexity: costBeside(catalogCost),
  })
  catalog(@Ctx() ctx: Context, @Args(() => QuestionArgs) args: QuestionArgs): Promise<Catalog> {
    return catalog(ctx, args)
  }

  @FieldResolver(() => [CatalogEvent], list('The names that facts in the range have.'))
  events(@Info() info: GraphQLResolveInfo, @Root() root: Survey, @Args(() => SearchArgs) args: SearchArgs) {
    return root.events(args, selectedFields(info))
  }

  @FieldResolver(
    () => [CatalogProperty],
    list('The properties of the latest facts in the range, up to 10,000.'),
  )
  properties(
    @Info() info: GraphQLResolveInfo,
    @Root() root: Survey,
    @Args(() => PropertySearchArgs) args: PropertySearchArgs,
  ) {
    return root.properties(args, selectedFields(info))
  }

  @FieldResolver(() => [CatalogTrait], list('The traits of the users who were heard of last, up to 10,000.'))
  traits(@Root() root: Survey, @Args(() => SearchArgs) args: SearchArgs) {
    return root.traits(args)
  }

  @FieldResolver(() => [CatalogDimension], {
    description:
      'What facts can be told apart by, with values that the latest 10,000 facts in the range have.',
  })
  dimensions(@Info() info: GraphQLResolveInfo, @Root() root: Survey) {
    return root.dimensions(selectedFields(info))
  }
}
