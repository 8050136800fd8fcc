import { Authorized, Extensions, FieldResolver, Mutation, Query } from 'type-graphql'
import { type Cost, complexityOf } from '../question-cost/question.ts'

type Type = Parameters<typeof Query>[0]

interface Described {
  /** Default: the name of the method. */
  name?: string
  description: string
  nullable?: boolean | 'itemsAndList'
  deprecationReason?: string
}

interface Costed extends Described {
  cost: Cost
}

/** A query that administrators may use, and API keys with the scope READ. */
export const AdminQuery = (type: Type, { cost, ...options }: Costed) =>
  forAdmins(Query(type, { ...options, complexity: complexityOf(cost) }))

interface CostedField extends Costed {
  /** The cost of the statements that a loader sends for all objects of a page together; `cost` is then for each of them. */
  once?: Cost
}

/** A field with the same rule: a service that reaches its type, such as the user of `identify`, cannot read it. */
export const AdminField = (type: Type, { cost, once, ...options }: CostedField) =>
  forAdmins((...method) => {
    FieldResolver(type, { ...options, complexity: complexityOf(cost) })(...method)
    if (once) Extensions({ once })(...method)
  })

/** A mutation that administrators may use. Every mutation has the same cost. */
export const AdminMutation = (type: Type, options: Described) => forAdmins(Mutation(type, options))

const forAdmins =
  (declare: MethodDecorator): MethodDecorator =>
  (...method) => {
    declare(...method)
    Authorized('admin')(...method)
  }
