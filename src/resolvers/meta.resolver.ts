import { FieldResolver, Resolver, Root } from 'type-graphql'
import { Meta } from '../schema/meta.ts'

@Resolver(() => Meta)
export class MetaResolver {
  @FieldResolver(() => [String], {
    deprecationReason: 'Use `caveats`, which have codes.',
    description: 'The messages of `caveats`; usually empty.',
  })
  warnings(@Root() { caveats }: Meta): string[] {
    return caveats.map(({ message }) => message)
  }
}
