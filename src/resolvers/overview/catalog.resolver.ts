import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { catalog, type Survey } from '../../analytics/overview/catalog.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
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
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { catalogCost } from '../question-cost/overview/catalog-cost.ts'
import { complexityOf, plusFields } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'

const list = (description: string) => ({ description, complexity: complexityOf(rowsCost) })

@Resolver(() => Catalog)
export class CatalogResolver {
  @AdminQuery(() => Catalog, {
    description: 'The names, properties, traits, dimensions and metrics that questions can use.',
    cost: plusFields(catalogCost),
  })
  catalog(@Ctx('scope') scope: RequestScope, @Args(() => QuestionArgs) args: QuestionArgs): Promise<Catalog> {
    return catalog(scope, args)
  }

  @FieldResolver(
    () => [CatalogEvent],
    list('The names that events in the range have, most frequent first, for autocompletion.'),
  )
  events(@Selected() selected: Selection, @Root() root: Survey, @Args(() => SearchArgs) args: SearchArgs) {
    return root.events(args, selected)
  }

  @FieldResolver(() => [CatalogProperty], list('The properties of the latest 10,000 events in the range.'))
  properties(
    @Selected() selected: Selection,
    @Root() root: Survey,
    @Args(() => PropertySearchArgs) args: PropertySearchArgs,
  ) {
    return root.properties(args, selected)
  }

  @FieldResolver(() => [CatalogTrait], list('The traits of the 10,000 users seen last.'))
  traits(@Root() root: Survey, @Args(() => SearchArgs) args: SearchArgs) {
    return root.traits(args)
  }

  @FieldResolver(() => [CatalogDimension], {
    description:
      'The dimensions to filter and group events by, with values of the latest 10,000 events in the range.',
  })
  dimensions(@Selected() selected: Selection, @Root() root: Survey) {
    return root.dimensions(selected)
  }
}
