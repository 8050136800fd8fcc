import { Field, ObjectType } from 'type-graphql'
import { PageInfo } from './page-info.ts'
import { Count } from './scalars.ts'

/** A page of any list. The items on all pages are counted only if `totalCount` is called. */
export interface Connection<Node> {
  edges: Edge<Node>[]
  nodes: Node[]
  pageInfo: PageInfo
  totalCount(): Promise<number>
}

interface Edge<Node> {
  node: Node
  cursor: string
}

/** The words for the nodes, such as `An`, `event`, `events`. */
interface Words {
  article: 'A' | 'An'
  one: string
  many: string
}

/** The Relay connection of a type or an interface: `connectionOf(Event, …)` is `EventConnection` with `EventEdge`s. */
export function connectionOf(type: abstract new () => object, { article, one, many }: Words) {
  @ObjectType(`${type.name}Edge`, {
    description: `${article} ${one} with the cursor of its position, from which another page can continue.`,
  })
  class TypeEdge implements Edge<unknown> {
    @Field(() => type, { description: `The ${one} itself, as \`nodes\` of the connection has it too.` })
    node: unknown

    @Field(() => String, { description: 'The position in the list, for `after` or `before`.' })
    cursor: string
  }

  // Simple resolvers call `totalCount` only if it is selected.
  @ObjectType(`${type.name}Connection`, {
    description: `A page of ${many}, newest first unless \`orderBy\` says otherwise.`,
    simpleResolvers: true,
  })
  class TypeConnection implements Connection<unknown> {
    @Field(() => [TypeEdge], { description: `The ${many} of this page with their cursors.` })
    edges: TypeEdge[]

    @Field(() => [type], {
      description: `The ${many} of this page in the order of the list, without cursors.`,
    })
    nodes: unknown[]

    @Field(() => PageInfo, {
      description: 'The cursors of this page, and whether further pages come before and after.',
    })
    pageInfo: PageInfo

    @Field(() => Count, {
      description: 'The number of items on all pages together. Counted only if selected.',
    })
    totalCount: () => Promise<number>
  }
  return TypeConnection
}
