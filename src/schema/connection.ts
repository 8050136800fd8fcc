import { type ClassType, Field, ObjectType } from 'type-graphql'
import { PageInfo } from './page-info.ts'
import { Count } from './scalars.ts'

/** A page of a list, whatever it lists; how many there are on all pages is counted when it is asked for. */
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

/** What the nodes are called, such as `An`, `event`, `events`. */
interface Words {
  article: 'A' | 'An'
  one: string
  many: string
}

/** The Relay connection of a type: `connectionOf(Event, …)` is `EventConnection`, of `EventEdge`s. */
export function connectionOf(type: ClassType<object>, { article, one, many }: Words) {
  @ObjectType(`${type.name}Edge`, { description: `${article} ${one} and its place in the list.` })
  class TypeEdge implements Edge<unknown> {
    @Field(() => type, { description: `The ${one}.` })
    node: unknown

    @Field(() => String, { description: 'The place in the list.' })
    cursor: string
  }

  // Simple resolvers call `totalCount` for whoever selects it.
  @ObjectType(`${type.name}Connection`, {
    description: `A page of ${many}, newest first.`,
    simpleResolvers: true,
  })
  class TypeConnection implements Connection<unknown> {
    @Field(() => [TypeEdge], { description: `The ${many} with their cursors.` })
    edges: TypeEdge[]

    @Field(() => [type], { description: `The ${many}.` })
    nodes: unknown[]

    @Field(() => PageInfo, { description: 'Where this page ends.' })
    pageInfo: PageInfo

    @Field(() => Count, {
      description: 'How many there are on all pages together. Counted only when selected.',
    })
    totalCount: () => Promise<number>
  }
  return TypeConnection
}
