import { InterfaceType } from 'type-graphql'
import { typeNameOf } from '../entities/node-id.ts'

/** A resolver adds the id. */
@InterfaceType({
  description:
    'A stored thing with an id that no other thing of the project has. Caches keep it under this id, and `node(id)` finds it.',
  resolveType: typeNameOf,
})
export abstract class Node {}
