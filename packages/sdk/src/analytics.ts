import {
  type ActivityInput,
  type AiCallInput,
  type AnyEventInput,
  type ApiCallInput,
  type ConversationInput,
  type EventInput,
  type IdentifyInput,
  type MessageInput,
  type TrackMutation,
} from './core/types.ts'

/**
 * Sends events, users and model calls. A method returns at once and never throws: the id and the time of the event are
 * fixed when it is called, and the queue sends the event later, as often as needed. The server counts an id once.
 * The methods for events return the id.
 */
export interface Analytics<Events extends EventNames = EventNames> {
  /** Sends an event of your own naming: `track('button_clicked', { button_name: 'subscribe', value: 99.99 })`. */
  track<Name extends keyof Events & string>(
    name: Name,
    properties?: Events[Name],
    fields?: TrackFields,
  ): string
  /** Sends the event `page` with the property `name`. */
  page(name?: string, properties?: Properties): string
  /** Sends the event `group` with the property `groupId` and the traits of the group, such as a company. */
  group(groupId: string, traits?: Properties): string
  /** Sets traits of a user, after the events before have been sent. In a browser, later events are those of the user. */
  identify(userId: string, traits?: Properties, fields?: IdentifyFields): void
  /** Links a visitor to a user, with all events before and after. Default in a browser: the visitor of this browser. */
  alias(userId: string, anonymousId?: string): void
  /** Sends the start, the end or a new attribute of a conversation. */
  conversation(conversation: Conversation): string
  /** Sends a message of a conversation. */
  message(message: Message): string
  /** Sends a model call with its tokens and its duration. */
  aiCall(call: AiCall): string
  /** Sends a request to your own API. */
  apiCall(call: ApiCall): string
  /** Sends an activity of a user with their account, such as `{ type: 'login' }`. */
  activity(activity: Activity): string

  /** The same queue, with defaults for each event: `with({ conversationId, botId })`. */
  with(defaults: CommonFields): Analytics<Events>
  /**
   * Calls `work` with defaults for each event sent meanwhile. In Node.js, Deno, Bun and workers they hold across `await`;
   * in a browser only until `work` returns.
   */
  run<Result>(defaults: CommonFields, work: () => Result): Result
  /** The defaults that an event sent now would have from the options, `with` and `run`. */
  defaults(): CommonFields

  /** Sends the queue now. Resolves when it is empty, or when an attempt has failed: the rest is sent later. */
  flush(): Promise<void>
  /** Sends the queue, trying for at most `timeoutMs` (5,000 by default), and takes no more events. */
  shutdown(options?: { timeoutMs?: number }): Promise<void>
  /** Forgets the user, and begins with a new visitor and session: for a browser in which somebody signs out. */
  reset(): void
  /** The number of events of this client, by outcome. */
  stats(): Stats
}

/** Values by name, such as `{ plan: 'premium', value: 99.99 }`. */
export type Properties = Record<string, unknown>

/** Names of events with the properties of each, such as `{ button_clicked: { button_name: string } }`. */
export type EventNames = Record<string, Properties>

/** The fields that events of every kind have. */
export type CommonFields = Pick<
  EventInput,
  'userId' | 'anonymousId' | 'sessionId' | 'conversationId' | 'botId' | 'channel' | 'properties'
>

/** The fields of a custom event beside its name and properties. */
export type TrackFields = Omit<EventInput, 'name' | 'properties' | 'sentAt'>

/** The fields of a user beside the id and the traits. */
export type IdentifyFields = Pick<IdentifyInput, 'anonymousId' | 'username' | 'setOnce' | 'unset'>

export type Conversation = Sent<ConversationInput>
export type Message = Sent<MessageInput, 'role'>
export type AiCall = Sent<AiCallInput>
export type ApiCall = Sent<ApiCallInput, 'endpoint' | 'method'>
export type Activity = Sent<ActivityInput, 'type'>

/** An input as callers give it: the queue adds `sentAt`, and the fields that the server requires are required. */
type Sent<Input, RequiredField extends keyof Input = never> = Omit<Input, 'sentAt' | RequiredField> & {
  [Field in RequiredField]-?: NonNullable<Input[Field]>
}

/** The kinds of events, by the names that the server's `track` has for them. */
export type EventKind = Exclude<Keys<AnyEventInput>, 'systemMetric'>
type Keys<Union> = Union extends unknown ? keyof Union : never

/** The server's answer about an event: `ACCEPTED`, `DUPLICATE`, or `REJECTED` with a code, a field and a sentence. */
export type Receipt = TrackMutation['track']['receipts'][number]

export interface Stats {
  /** Calls that went into the queue. */
  queued: number
  /** Events that the server stored, and users that it identified. */
  accepted: number
  /** Events that the server had already, from an attempt whose answer was lost. */
  duplicates: number
  /** Events that the server refused. Their receipts say why. */
  rejected: number
  /** Calls that were given up, each for a reason that `onError` got. */
  dropped: number
}
