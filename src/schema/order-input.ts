import { ArgsType, type ClassType, Field, InputType } from 'type-graphql'
import { describedEnum, type EnumOf } from './described-enum.ts'
import { PageArgs } from './page-args.ts'

const OrderDirection = describedEnum(
  'OrderDirection',
  'The direction of a list: its earliest or its latest item comes first.',
  {
    ASC: 'From the earliest to the latest, such as a log that is read from its beginning.',
    DESC: 'From the latest to the earliest, as lists of news are read.',
  },
)
type OrderDirection = EnumOf<typeof OrderDirection>

/** The order of a list by one of its times. Null means the default, as for an absent field. */
export interface OrderInput<By extends string = string> {
  field?: By | null
  direction?: OrderDirection | null
}

/** A page of a list that can be ordered. */
export interface Ordered<By extends string = string> {
  orderBy?: OrderInput<By> | null
}

/** The words of an order: `User`, `users`, and the times to order by, the default first. */
interface Words<By extends string> {
  type: string
  many: string
  by: Record<By, string>
}

/** The input that orders a list: `orderInput({ type: 'User', … })` is `UserOrderInput` with `UserOrderField`. */
export function orderInput<const By extends string>({
  type,
  many,
  by,
}: Words<By>): ClassType<OrderInput<By>> {
  const fields = describedEnum(
    `${type}OrderField`,
    `The times by which a list of ${many} can be sorted; without \`orderBy\` the first one is used.`,
    by,
  )
  const [usual] = Object.keys(by) as [By]

  @InputType(`${type}OrderInput`, {
    description: `The order of ${many}, such as \`{ field: ${usual}, direction: ASC }\`.`,
  })
  class TypeOrderInput implements OrderInput<By> {
    @Field(() => fields as object, {
      defaultValue: usual,
      description: `The time to order by, such as \`${usual}\`.`,
    })
    field?: By | null

    @Field(() => OrderDirection, {
      defaultValue: OrderDirection.DESC,
      description: 'The direction, such as `DESC`: the latest first.',
    })
    direction?: OrderDirection | null
  }
  return TypeOrderInput
}

/** The arguments of a page of a list with this order. */
export function orderedPage<By extends string>(
  order: ClassType<OrderInput<By>>,
  usual: string,
): ClassType<PageArgs & Ordered<By>> {
  @ArgsType()
  class OrderedPageArgs extends PageArgs implements Ordered<By> {
    @Field(() => order, {
      nullable: true,
      description: `The order of the list. Default: ${usual}. A cursor continues only in the order of its page.`,
    })
    orderBy?: OrderInput<By> | null
  }
  return OrderedPageArgs
}
