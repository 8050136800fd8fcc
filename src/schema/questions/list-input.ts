import { type ClassType, Field, InputType, Int } from 'type-graphql'
import { ConversationFilterInput, ConversationOrderInput } from '../conversations/conversation.ts'
import { MessageFilterInput } from '../conversations/message.ts'
import { OneOf } from '../one-of.ts'
import { type OrderInput } from '../order-input.ts'
import { EventFilterInput, EventOrderInput } from '../overview/event.ts'
import { AiCallFilterInput } from '../performance/ai-call.ts'
import { ApiCallFilterInput } from '../performance/api-call.ts'
import { UserFilterInput, UserOrderInput } from '../users/user.ts'

/** The first things of a list. */
export interface FirstOf<Filter> {
  filter?: Filter | null
  orderBy?: OrderInput | null
  first: number
}

/** The input for the first things of one list. */
function firstOf<Filter extends object>(
  name: string,
  many: string,
  Filter: ClassType<Filter>,
  Order: ClassType<OrderInput>,
): ClassType<FirstOf<Filter>> {
  @InputType(`${name}ListInput`, {
    description: `The first ${many} of a list, such as \`{ first: 20 }\`; without a filter those of the whole project.`,
  })
  class ListOf implements FirstOf<Filter> {
    @Field(() => Filter as object, {
      nullable: true,
      description: `Conditions that the listed ${many} meet, all of them. Default: every one in the range of the question.`,
    })
    filter?: Filter | null

    @Field(() => Order as object, {
      nullable: true,
      description: `The order of the ${many}, such as \`{ direction: ASC }\`. Default: the latest first.`,
    })
    orderBy?: OrderInput | null

    @Field(() => Int, { defaultValue: 50, description: `The number of ${many}, 1 to 1,000.` })
    first: number
  }
  return ListOf
}

const EventListInput = firstOf('Event', 'events', EventFilterInput, EventOrderInput)
const ConversationListInput = firstOf(
  'Conversation',
  'conversations',
  ConversationFilterInput,
  ConversationOrderInput,
)
const MessageListInput = firstOf('Message', 'messages', MessageFilterInput, EventOrderInput)
const AiCallListInput = firstOf('AiCall', 'AI calls', AiCallFilterInput, EventOrderInput)
const ApiCallListInput = firstOf('ApiCall', 'API calls', ApiCallFilterInput, EventOrderInput)
const UserListInput = firstOf('User', 'users', UserFilterInput, UserOrderInput)

const listed = (what: string) => ({ nullable: true, description: `The first things of the list of ${what}.` })

@OneOf()
@InputType({
  description:
    'The first things of one list, such as `{ aiCalls: { filter: { success: false }, first: 20 } }`. They lie in the ' +
    'range of the question, where one is given.',
})
export class ListInput {
  @Field(() => EventListInput, listed('events of every kind'))
  events?: FirstOf<EventFilterInput> | null

  @Field(() => ConversationListInput, listed('conversations, by their start'))
  conversations?: FirstOf<ConversationFilterInput> | null

  @Field(() => MessageListInput, listed('messages of every role'))
  messages?: FirstOf<MessageFilterInput> | null

  @Field(() => AiCallListInput, listed('calls of language models'))
  aiCalls?: FirstOf<AiCallFilterInput> | null

  @Field(() => ApiCallListInput, listed('requests to endpoints'))
  apiCalls?: FirstOf<ApiCallFilterInput> | null

  @Field(() => UserListInput, listed('known users; a range is that of their events'))
  users?: FirstOf<UserFilterInput> | null
}
