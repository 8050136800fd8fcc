import { Authorized, Extensions, FieldResolver, Mutation, Query, Subscription } from 'type-graphql'
import { type Rule } from '../../auth/viewer.ts'
import { type StreamContext } from '../../graphql/context.ts'
import { type Happening } from '../../streams/answer.ts'
import { type Cost, complexityOf } from '../question-cost/question.ts'

type Type = Parameters<typeof Query>[0]

interface Described {
  /** Default: the name of the method. */
  name?: string
  description: string
  nullable?: boolean | 'itemsAndList'
  deprecationReason?: string
}

interface DescribedRoot extends Described {
  /** The name from before version 1, which works too. */
  formerly?: string
}

interface Costed extends Described {
  cost: Cost
}

/** A query that administrators may use, and API keys with the scope READ. */
export const AdminQuery = (type: Type, { cost, ...described }: Costed & DescribedRoot) =>
  forAdmins(underNames(described, options => Query(type, { ...options, complexity: complexityOf(cost) })))

/** A query over all projects, for operators with the role `super-admin` alone. */
export const SuperAdminQuery = (type: Type, { cost, ...described }: Costed & DescribedRoot) =>
  forRoles(
    ['super-admin'],
    underNames(described, options => Query(type, { ...options, complexity: complexityOf(cost) })),
  )

/** A mutation of projects, for operators with the role `super-admin` alone. */
export const SuperAdminMutation = (type: Type, described: DescribedRoot) =>
  forRoles(
    ['super-admin'],
    underNames(described, options => Mutation(type, options)),
  )

/** The same for a query that share links may use too. Its method checks the things that the link allows. */
export const SharedQuery = (type: Type, { cost, ...described }: Costed & DescribedRoot) =>
  forRoles(
    ['admin', 'viewer'],
    underNames(described, options => Query(type, { ...options, complexity: complexityOf(cost) })),
  )

/** A query that services may ask too, with a token or a key that tracks. */
export const ServiceQuery = (type: Type, { cost, ...described }: Costed & DescribedRoot) =>
  forRoles(
    ['service', 'admin'],
    underNames(described, options => Query(type, { ...options, complexity: complexityOf(cost) })),
  )

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
export const AdminMutation = (type: Type, described: DescribedRoot) =>
  forAdmins(underNames(described, options => Mutation(type, options)))

interface Streamed<Args> extends Costed {
  /** The moments at which the method is called: `ticks`, or the changes of things. Arguments are refused here. */
  happenings: (
    args: Args,
    context: StreamContext,
  ) => AsyncIterable<Happening> | Promise<AsyncIterable<Happening>>
}

/**
 * A subscription with the same rule as a query. Its method answers one happening, whose `value` is `@Root()`, in a scope of its own.
 * Subscribers with equal operations and rights share the answers, so that neither depends on the caller.
 */
export const AdminSubscription = <Args>(type: Type, { cost, happenings, ...described }: Streamed<Args>) =>
  forAdmins(
    Subscription(type, {
      ...described,
      complexity: complexityOf(cost),
      subscribe: ({ args, context }) => happenings(args as Args, context as StreamContext),
    }),
  )

/** Declares a method under its name, and under its former one as deprecated. */
const underNames =
  (
    { formerly, ...options }: DescribedRoot,
    declare: (options: Described) => MethodDecorator,
  ): MethodDecorator =>
  (...method) => {
    declare(options)(...method)
    const present = options.name ?? String(method[1])
    if (formerly) declare({ ...options, name: formerly, deprecationReason: `Use \`${present}\`.` })(...method)
  }

const forAdmins = (declare: MethodDecorator) => forRoles(['admin'], declare)

const forRoles =
  (roles: Rule[], declare: MethodDecorator): MethodDecorator =>
  (...method) => {
    declare(...method)
    Authorized(roles)(...method)
  }
