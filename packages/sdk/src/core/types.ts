/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** An activity of a user with their account, such as a login. Default of `userId`: the `sub` of your token. */
export type ActivityInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** The IPv4 or IPv6 address of the user. The server stores it only if the operator allows that. */
  ipAddress?: string | null | undefined;
  /** Another name for `properties`, merged into it. */
  metadata?: Record<string, unknown> | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** Required. The type of the activity: `login`, `logout`, `registration` or any other, up to 200 characters. */
  type?: string | null | undefined;
  /** The `User-Agent` header of the user, up to 1,000 characters. Browser, operating system and device are read from it. Activities of crawlers are marked, and do not count as activity. Libraries of apps, such as `okhttp`, `CFNetwork` or `Dart`, are no crawlers. */
  userAgent?: string | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
  /** The name of the user, up to 255 characters. */
  username?: string | null | undefined;
};

/** An AI call: a request to an AI model. */
export type AiCallInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The part of the input that is audio, such as `600`. */
  audioInputTokens?: number | null | undefined;
  /** The part of `outputTokens` that is audio, such as `400`. */
  audioOutputTokens?: number | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** Whether your own cache answered, so that the provider was not asked and the call cost nothing. */
  cacheHit?: boolean | null | undefined;
  /** The input tokens that the provider wrote into its cache, 0 or more, such as `2048`. */
  cacheWriteTokens?: number | null | undefined;
  /** The input tokens that the provider read from its cache, 0 or more, such as `1024`. */
  cachedTokens?: number | null | undefined;
  /** The purpose of the call. Default: COMPLETION. */
  callType?: CallType | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** The cost in US dollars. Default: computed from the price that is valid at the time. */
  costUsd?: string | number | null | undefined;
  /** The time from the request to the end of the answer, in milliseconds, such as 900. */
  durationMs?: number | null | undefined;
  /** The kind of failure, up to 100 characters, such as `rate_limit`. */
  errorClass?: string | null | undefined;
  /** The message of the failure, up to 2,000 characters. */
  errorMessage?: string | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** Whether `inputTokens` includes `cachedTokens` and `cacheWriteTokens`: true as OpenAI and Google count, false as Anthropic and Amazon Bedrock count. A null is the default. */
  inputIncludesCached?: boolean | null | undefined;
  /** The input tokens, 0 or more, such as `1200`. Leave them out if the provider did not report them: the cost is then a lower bound or not known, while 0 costs nothing. */
  inputTokens?: number | null | undefined;
  /** The model, up to 100 characters, such as `gpt-4o`. */
  model?: string | null | undefined;
  /** The output tokens, 0 or more, such as `350`. Leave them out if they were not reported. */
  outputTokens?: number | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The provider of the model, up to 100 characters, such as `openai`. */
  provider?: string | null | undefined;
  /** The part of `outputTokens` that the model spent on reasoning, such as `128`. */
  reasoningTokens?: number | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The rate at which the provider billed the use, such as `BATCH`. Default: the property `service_tier`, as providers return it, such as `"flex"`; without one, `STANDARD`. */
  serviceTier?: ServiceTier | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** Whether the call succeeded. A null is the default. */
  success?: boolean | null | undefined;
  /** The time from the request to the first token of a streamed answer, in milliseconds, such as 210. */
  timeToFirstTokenMs?: number | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
};

/** Two ids of one user: that of a visitor, and that which the visitor signed in with. */
export type AliasInput = {
  /** The id of the visitor before the sign-in, up to 255 characters, such as `anon-7f`. An id that was identified, or that a visitor was linked to, is a known user and is refused. */
  alias: string;
  /** The id of the user on your platform, up to 255 characters, such as `user-1`. */
  userId: string;
};

/** An event of any kind: exactly one of these. */
export type AnyEventInput =
  {   /** An activity of a user with their account, such as a login. */
  activity: ActivityInput; aiCall?: never; apiCall?: never; conversation?: never; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never;   /** An AI call: a request to an AI model. */
  aiCall: AiCallInput; apiCall?: never; conversation?: never; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never;   /** An API call: a request to an HTTP endpoint. */
  apiCall: ApiCallInput; conversation?: never; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never;   /** A conversation change: a start, an end or a new attribute. */
  conversation: ConversationInput; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never; conversation?: never;   /** A custom event of the platform. */
  event: EventInput; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never; conversation?: never; event?: never;   /** A message from or to a user in a conversation. */
  message: MessageInput; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never; conversation?: never; event?: never; message?: never;   /** A system metric: a measured value of a machine or process. */
  systemMetric: SystemMetricInput; };

/** The former name of `AnyEventInput`. */
export type AnyFactInput =
  {   /** An activity of a user with their account, such as a login. */
  activity: ActivityInput; aiCall?: never; apiCall?: never; conversation?: never; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never;   /** An AI call: a request to an AI model. */
  aiCall: AiCallInput; apiCall?: never; conversation?: never; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never;   /** An API call: a request to an HTTP endpoint. */
  apiCall: ApiCallInput; conversation?: never; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never;   /** A conversation change: a start, an end or a new attribute. */
  conversation: ConversationInput; event?: never; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never; conversation?: never;   /** A custom event of the platform. */
  event: EventInput; message?: never; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never; conversation?: never; event?: never;   /** A message from or to a user in a conversation. */
  message: MessageInput; systemMetric?: never; }
  |  { activity?: never; aiCall?: never; apiCall?: never; conversation?: never; event?: never; message?: never;   /** A system metric: a measured value of a machine or process. */
  systemMetric: SystemMetricInput; };

/** An API call: a request to an HTTP endpoint of the platform. */
export type ApiCallInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** The time from the request to the end of the answer, in milliseconds, such as 12.5. */
  durationMs?: number | null | undefined;
  /** Required. The route, up to 500 characters, such as `/v1/chats/:id`. */
  endpoint?: string | null | undefined;
  /** The message of the failure, up to 2,000 characters. */
  errorMessage?: string | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** Required. The HTTP method, such as `GET`. */
  method?: string | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** Required. The HTTP status, 100 to 599; 0 if the request got no answer, such as after a timeout. With an `errorMessage` it may be left out, which is the same. */
  statusCode?: number | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
};

/** The purpose of a request to a model, such as text or vectors. */
export type CallType =
  /** Speech synthesis or speech recognition. */
  | 'AUDIO'
  /** Text generation, including chat and tool calls. */
  | 'COMPLETION'
  /** Embeddings: vectors of texts. */
  | 'EMBEDDING'
  /** Image generation or image recognition. */
  | 'IMAGE'
  /** A check whether content is allowed, such as hate or violence. */
  | 'MODERATION'
  /** A purpose that no other value covers, such as reranking. */
  | 'OTHER'
  /** Ranking of search results. */
  | 'RERANK';

/** A conversation change: a start, an end or a new attribute. A field that is left out stays as it is; the newest value counts. */
export type ConversationInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** The end of the conversation, as RFC 3339; at most 5 minutes before the start, because the clocks of two services may differ. */
  endedAt?: string | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** Whether the conversation settled the request of the user. */
  resolved?: boolean | null | undefined;
  /** The score that the user gave: 1, 2, 3, 4 or 5. */
  satisfaction?: number | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** The start of the conversation, as RFC 3339. Default: `timestamp` of the first event of the conversation. */
  startedAt?: string | null | undefined;
  /** The status. Default: COMPLETED with `endedAt`, ACTIVE with `startedAt` alone, otherwise the status before. */
  status?: ConversationStatus | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** Up to 20 topics of up to 100 characters, such as `billing`. */
  topics?: Array<string> | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
};

/** The state of a conversation: open, or ended in one of three ways. */
export type ConversationStatus =
  /** The user left before the conversation came to its end. */
  | 'ABANDONED'
  /** The conversation has not ended; also the status of one that never told its end. */
  | 'ACTIVE'
  /** The conversation ended as planned: it was completed, by the bot or the user. */
  | 'COMPLETED'
  /** A person took over the conversation. */
  | 'ESCALATED';

/** An event of your own naming, such as `signup`, with any properties. */
export type EventInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** Required. The name of the event, up to 200 characters, such as `signup` or `message sent`. */
  name?: string | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
};

/** The verdict of a user on a message: thumbs up or down. */
export type Feedback =
  /** Negative: thumbs down. */
  | 'NEGATIVE'
  /** Positive: thumbs up. */
  | 'POSITIVE';

/** The identity and traits of a user. */
export type IdentifyInput = {
  /** The id of the visitor, up to 255 characters, such as `anon-7f`. Beside `userId`: the visitor turns out to be this user, with all events before and after. Alone: the traits are those of the visitor until then. */
  anonymousId?: string | null | undefined;
  /** Values to add at the end of lists, such as `{"teams": "red"}`; of a list each element is added. A trait that is no list becomes one. Not idempotent: a call that is sent twice adds twice. */
  append?: Record<string, unknown> | null | undefined;
  /** Numbers to add to traits, such as `{"credits": -5}`; a missing trait counts from 0. Not idempotent: a call that is sent twice adds twice. */
  increment?: Record<string, unknown> | null | undefined;
  /** Another name for `traits`, beside the other changes: `{"plan": "pro"}`. */
  set?: Record<string, unknown> | null | undefined;
  /** Traits to set only if the user does not have them yet, such as `{"referrer": "ad"}`. */
  setOnce?: Record<string, unknown> | null | undefined;
  /** The traits of the user, merged key by key into the existing traits; a null value removes its key. Up to 32 kB, 255 keys and 8 levels; all traits of a user together up to 64 kB. */
  traits?: Record<string, unknown> | null | undefined;
  /** Traits to remove, such as `["trialEndsAt"]`. */
  unset?: Array<string> | null | undefined;
  /** The id of the user on your platform, up to 255 characters, such as `user-1`. Required without `anonymousId`. An id that stands for a missing one, such as `null` or `anonymous`, is refused with `INVALID_USER_ID`. */
  userId?: string | null | undefined;
  /** The name of the user, up to 255 characters. Default: the name stays unchanged. */
  username?: string | null | undefined;
};

/** A message that was sent in a conversation, by the user or to them, with its tokens and its response time. */
export type MessageInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The part of the input that is audio, such as `600`. */
  audioInputTokens?: number | null | undefined;
  /** The part of `outputTokens` that is audio, such as `400`. */
  audioOutputTokens?: number | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** The input tokens that the provider wrote into its cache, 0 or more, such as `2048`. */
  cacheWriteTokens?: number | null | undefined;
  /** The input tokens that the provider read from its cache, 0 or more, such as `1024`. */
  cachedTokens?: number | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** The cost in US dollars. Default: computed from the price that is valid at the time. */
  costUsd?: string | number | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** Thumbs up or down of the user for the message, such as `POSITIVE`. Default: none given. */
  feedback?: Feedback | null | undefined;
  /** Whether `inputTokens` includes `cachedTokens` and `cacheWriteTokens`: true as OpenAI and Google count, false as Anthropic and Amazon Bedrock count. A null is the default. */
  inputIncludesCached?: boolean | null | undefined;
  /** The input tokens, 0 or more, such as `1200`. Leave them out if the provider did not report them: the cost is then a lower bound or not known, while 0 costs nothing. */
  inputTokens?: number | null | undefined;
  /** Whether the assistant did not know an answer and said so. */
  isFallback?: boolean | null | undefined;
  /** The model, up to 100 characters, such as `gpt-4o`. */
  model?: string | null | undefined;
  /** The output tokens, 0 or more, such as `350`. Leave them out if they were not reported. */
  outputTokens?: number | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The provider of the model, up to 100 characters, such as `openai`. */
  provider?: string | null | undefined;
  /** The part of `outputTokens` that the model spent on reasoning, such as `128`. */
  reasoningTokens?: number | null | undefined;
  /** The time that the answer took, in milliseconds. */
  responseTimeMs?: number | null | undefined;
  /** Required. The writer of the message, such as `ASSISTANT`. */
  role?: MessageRole | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The rate at which the provider billed the use, such as `BATCH`. Default: the property `service_tier`, as providers return it, such as `"flex"`; without one, `STANDARD`. */
  serviceTier?: ServiceTier | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
};

/** The writer of a message: a person, the bot, the system or a tool. */
export type MessageRole =
  /** The bot or assistant: an answer, often generated by a model. */
  | 'ASSISTANT'
  /** Instructions to the model. */
  | 'SYSTEM'
  /** The result of a tool that the model called. */
  | 'TOOL'
  /** A person who writes to the bot. */
  | 'USER';

/** The outcome for one event of a batch. */
export type ReceiptStatus =
  /** The event is new and committed to the log. */
  | 'ACCEPTED'
  /** The log already had an event of this kind with this id; the first one stays unchanged. */
  | 'DUPLICATE'
  /** The event was not stored: `field` names the wrong field, `code` and `message` the reason. */
  | 'REJECTED';

/** The reason why an event was rejected. Correct the event before you send it again. */
export type RejectionCode =
  /** Of several fields exactly one must be given, and none or more are. */
  | 'EXACTLY_ONE'
  /** The event is older than the project keeps events, or lies on a day whose numbers are final. */
  | 'EXPIRED'
  /** The text is no IP address, such as `203.0.113.7`. */
  | 'INVALID_ADDRESS'
  /** The value is none of the values of its enum. */
  | 'INVALID_CHOICE'
  /** The number cannot be read, is no whole number, or has more digits than can be kept. */
  | 'INVALID_NUMBER'
  /** The text contains a NUL character, a control character or half a surrogate pair. */
  | 'INVALID_TEXT'
  /** The time is no real instant in RFC 3339 with a zone, such as `2026-01-31T09:30:00Z`. */
  | 'INVALID_TIMESTAMP'
  /** The value is of another type than its field, such as an object for a text. */
  | 'INVALID_TYPE'
  /** The id stands for a missing one, such as `null` or `guest`. */
  | 'INVALID_USER_ID'
  /** The link would merge two known users. */
  | 'KNOWN_USER'
  /** The visitor is linked to another user already. */
  | 'LINKED_TO_ANOTHER'
  /** A time lies before another one that it must follow, such as the end of a conversation before its start. */
  | 'OUT_OF_ORDER'
  /** The number is below or above its limits. */
  | 'OUT_OF_RANGE'
  /** The JSON object has more than 8 levels. */
  | 'PROPERTIES_TOO_DEEP'
  /** The JSON object has more than 32 kB. */
  | 'PROPERTIES_TOO_LARGE'
  /** The JSON object has more than 255 keys. */
  | 'PROPERTIES_TOO_MANY_KEYS'
  /** The project has sent, or has in files, as much as its limits allow; for events until the next day of UTC. */
  | 'QUOTA_EXCEEDED'
  /** A field that is required is missing or blank, such as `name`. */
  | 'REQUIRED'
  /** `alias` got the same id twice; a visitor cannot be linked to itself. */
  | 'SAME_ID'
  /** The time is before 1970 or too far ahead. */
  | 'TIMESTAMP_OUT_OF_RANGE'
  /** A text or a key is longer than its limit. */
  | 'TOO_LONG'
  /** A list or the project would have more items than allowed. */
  | 'TOO_MANY'
  /** The input has no field of this name; `field` names it, as it was spelt. */
  | 'UNKNOWN_FIELD';

/** The rate at which a provider bills a use of a model. */
export type ServiceTier =
  /** The rate of batches, which are answered within a day, usually half of the usual rate. */
  | 'BATCH'
  /** The rate of answers that may be slow, usually half of the usual rate. */
  | 'FLEX'
  /** The rate of answers that are fast, higher than the usual rate. */
  | 'PRIORITY'
  /** The rate of ordinary requests, answered at once. */
  | 'STANDARD';

/** A system metric: a measured value of a machine or process. It does not count as activity of a user. */
export type SystemMetricInput = {
  /** The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be this user, with all events before and after. */
  anonymousId?: string | null | undefined;
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a conversation change: the bot of the conversation. */
  botId?: string | null | undefined;
  /** The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a conversation change: the channel of the conversation. */
  channel?: string | null | undefined;
  /** The conversation that the event belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice. */
  eventId?: string | null | undefined;
  /** Another name for `properties`, merged into it. */
  labels?: Record<string, unknown> | null | undefined;
  /** Required. The name of the metric, up to 200 characters, such as `cpu_usage`. */
  name?: string | null | undefined;
  /** Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by more than a minute from the time at which the server receives it, the times of the event are corrected by the difference. Default: that of the batch. */
  sentAt?: string | null | undefined;
  /** The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`. */
  sessionId?: string | null | undefined;
  /** The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event. */
  timestamp?: string | null | undefined;
  /** The unit of the value, up to 50 characters, such as `percent`. */
  unit?: string | null | undefined;
  /** The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a conversation change: the user of the conversation. */
  userId?: string | null | undefined;
  /** Required. The reading, in the `unit` of the metric, such as 41.5. */
  value?: number | null | undefined;
};

/** A batch of events of any kinds: exactly one of `events` and `facts`. */
export type TrackInput = {
  /** 1 to 1,000 events. Each of them gets a receipt of its own. */
  events?: Array<AnyEventInput> | null | undefined;
  /**
   * The former name of `events`.
   * @deprecated Use `events`.
   */
  facts?: Array<AnyFactInput> | null | undefined;
  /** The time at which the device sends the batch, by its own clock, as RFC 3339: the `sentAt` of each event without its own, such as `2026-01-31T09:30:00Z`. */
  sentAt?: string | null | undefined;
};

/** The reason why the input of a mutation is refused. For a question the same codes are in `extensions.reason`. */
export type UserErrorCode =
  /** The host of the URL is no public address, and `WEBHOOK_ALLOW_PRIVATE` does not name it. */
  | 'ADDRESS_NOT_ALLOWED'
  /** The price has an end that is not later than the new one. */
  | 'ALREADY_ENDED'
  /** The definition comes with Convograph and cannot be changed. Duplicate it and change the copy. */
  | 'BUILT_IN'
  /** The custom metric would contain itself. */
  | 'CYCLE'
  /** Events of the project have expired, so that its kept days cannot be counted in another time zone. */
  | 'DAYS_KEPT'
  /** The price is a default of Convograph, which cannot be changed. Add a price of your own. */
  | 'DEFAULT_PRICE'
  /** The default project cannot be deleted. */
  | 'DEFAULT_PROJECT'
  /** Of several fields exactly one must be given, and none or more are. */
  | 'EXACTLY_ONE'
  /** The event is older than the project keeps events, or lies on a day whose numbers are final. */
  | 'EXPIRED'
  /** The `idempotencyKey` was used for another input. Use a new one. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The text is no IP address, such as `203.0.113.7`. */
  | 'INVALID_ADDRESS'
  /** The moment lies in the future. */
  | 'INVALID_AS_OF'
  /** The batch has no event, or more than 1,000. */
  | 'INVALID_BATCH_SIZE'
  /** The brackets of `cohorts` are empty, overlap, or are not in order. */
  | 'INVALID_BRACKETS'
  /** The breakdown has no or several keys, too many of them, or values that do not match. */
  | 'INVALID_BREAKDOWN'
  /** The bucket of a list of users is none of the answer. */
  | 'INVALID_BUCKET'
  /** The number of buckets of a histogram is outside its limits. */
  | 'INVALID_BUCKETS'
  /** The value is none of the values of its enum. */
  | 'INVALID_CHOICE'
  /** The list has no such column, or `columns` is empty or has one twice. */
  | 'INVALID_COLUMN'
  /** The range to compare with is given in no form or in several, or cannot be compared. */
  | 'INVALID_COMPARE'
  /** The bounds of an alert contradict each other, or do not fit its question or window. */
  | 'INVALID_CONDITION'
  /** `after` or `before` came from another list, another order or another project. */
  | 'INVALID_CURSOR'
  /** The number of days is outside 1 to 365. */
  | 'INVALID_DAYS'
  /** The number of steps of a path is outside its limits. */
  | 'INVALID_DEPTH'
  /** The edges of a histogram are not in order, or too many. */
  | 'INVALID_EDGES'
  /** The pattern for events has no event, or alternatives beside one. */
  | 'INVALID_EVENT'
  /** An exclusion of a funnel names steps that it does not have, or has no event. */
  | 'INVALID_EXCLUSION'
  /** The API key or link would expire before it begins, or the link lasts longer than a year. */
  | 'INVALID_EXPIRY'
  /** A condition has a value, an operator or a regular expression that does not fit. */
  | 'INVALID_FILTER'
  /** `first` is outside its limits. */
  | 'INVALID_FIRST'
  /** The formula cannot be read, names something unknown, or combines units that do not fit. */
  | 'INVALID_FORMULA'
  /** Options of the funnel contradict each other. */
  | 'INVALID_FUNNEL'
  /** The gap between events of a path is outside its limits. */
  | 'INVALID_GAP'
  /** A header of a webhook has a name or a value that cannot be sent, belongs to the service, or is given twice. */
  | 'INVALID_HEADER'
  /** The text is not an id that this API has given out. */
  | 'INVALID_ID'
  /** The interval is not possible for this question. */
  | 'INVALID_INTERVAL'
  /** The number of intervals is outside its limits. */
  | 'INVALID_INTERVALS'
  /** The JSON to import has a field or a value that does not fit; `path` leads to it. */
  | 'INVALID_JSON'
  /** The key of the metric is no text of a to z, 0 to 9 and _ that begins with a letter. */
  | 'INVALID_KEY'
  /** The question has no metric or too many, or its order names none of them. */
  | 'INVALID_METRICS'
  /** A simulation replaces no model or too many, or a name of a model is empty or too long. */
  | 'INVALID_MODELS'
  /** The name is empty or blank, or the key of a widget has other characters than allowed. */
  | 'INVALID_NAME'
  /** The number cannot be read, is no whole number, or has more digits than can be kept. */
  | 'INVALID_NUMBER'
  /** The number of occurrences is outside its limits. */
  | 'INVALID_OCCURRENCES'
  /** The hours for which a former secret signs too are outside 0 to 168. */
  | 'INVALID_OVERLAP'
  /** `first` of a page is outside its limits. */
  | 'INVALID_PAGE_SIZE'
  /** A parameter of a custom query is missing, unused, or not of the type of its placeholder. */
  | 'INVALID_PARAMETERS'
  /** The anchor or a filter of `paths` does not fit. */
  | 'INVALID_PATH'
  /** The name of a model has its `*` elsewhere than at the end. */
  | 'INVALID_PATTERN'
  /** The number of periods of `cohorts` is outside its limits. */
  | 'INVALID_PERIODS'
  /** Of the input and the `id` of a saved question exactly one must be given, or the question cannot be asked in this way. */
  | 'INVALID_QUESTION'
  /** The path does not lead to one number of the answer to the question. */
  | 'INVALID_QUESTION_FIELD'
  /** The range has no form or several, or does not end after its start. */
  | 'INVALID_RANGE'
  /** The text is not one mail address, such as `ann@example.com`. */
  | 'INVALID_RECIPIENT'
  /** The satisfaction is outside 1 to 5. */
  | 'INVALID_SATISFACTION'
  /** The times of the schedule do not exist, cannot be read, or are less than 15 minutes apart. */
  | 'INVALID_SCHEDULE'
  /** The API key has no scope. */
  | 'INVALID_SCOPES'
  /** The condition of the segment has no form or several, or a value that does not fit. */
  | 'INVALID_SEGMENT'
  /** The sensitivity to anomalies is outside 2 to 20. */
  | 'INVALID_SENSITIVITY'
  /** A series is missing, given in two forms, or cannot be computed. */
  | 'INVALID_SERIES'
  /** The SQL cannot be saved, because it could not run. */
  | 'INVALID_SQL'
  /** The funnel has too few or too many steps, or a step without an event. */
  | 'INVALID_STEPS'
  /** The text contains a NUL character, a control character or half a surrogate pair. */
  | 'INVALID_TEXT'
  /** The thresholds of a budget are not shares above 0 and up to 10 in ascending order. */
  | 'INVALID_THRESHOLDS'
  /** The time limit of a custom query is outside its limits. */
  | 'INVALID_TIMEOUT'
  /** The time is no real instant in RFC 3339 with a zone, such as `2026-01-31T09:30:00Z`. */
  | 'INVALID_TIMESTAMP'
  /** The text is not the name of an IANA time zone, such as `Europe/Rome`. */
  | 'INVALID_TIME_ZONE'
  /** The value is of another type than its field, such as an object for a text. */
  | 'INVALID_TYPE'
  /** The property to count by is missing, or given for another unit. */
  | 'INVALID_UNIT'
  /** The URL of a webhook cannot be read, or is not `https://` on port 443 or 8443, without a username. */
  | 'INVALID_URL'
  /** The id stands for a missing one, such as `null` or `guest`. */
  | 'INVALID_USER_ID'
  /** The value that `cohorts` measures does not fit its measure. */
  | 'INVALID_VALUE'
  /** The window of the funnel is outside 1 second to ten years. */
  | 'INVALID_WINDOW'
  /** Other saved definitions use this one. */
  | 'IN_USE'
  /** The link would merge two known users. */
  | 'KNOWN_USER'
  /** The visitor is linked to another user already. */
  | 'LINKED_TO_ANOTHER'
  /** Another saved definition of this kind, another alias, another widget or another project has this name. */
  | 'NAME_TAKEN'
  /** The service has no `AUTH_SECRET_KEY`, with which it signs share links and keeps the secrets of webhooks. */
  | 'NOT_CONFIGURED'
  /** The confirmation is not the id that it has to repeat. */
  | 'NOT_CONFIRMED'
  /** The metric is made of nothing that adds up over groups, such as a percentile, so that nothing contributes to it. */
  | 'NOT_EXPLAINABLE'
  /** The project has nothing with this id. */
  | 'NOT_FOUND'
  /** A time lies before another one that it must follow, such as the end of a conversation before its start. */
  | 'OUT_OF_ORDER'
  /** The number is below or above its limits. */
  | 'OUT_OF_RANGE'
  /** The places of two widgets of a dashboard overlap. */
  | 'OVERLAP'
  /** The project has a price for the same model and the same time. */
  | 'PRICE_OVERLAPS'
  /** Another request has begun to delete the project. */
  | 'PROJECT_DELETING'
  /** The JSON object has more than 8 levels. */
  | 'PROPERTIES_TOO_DEEP'
  /** The JSON object has more than 32 kB. */
  | 'PROPERTIES_TOO_LARGE'
  /** The JSON object has more than 255 keys. */
  | 'PROPERTIES_TOO_MANY_KEYS'
  /** The question of an export costs more points than `MAX_COMPLEXITY` allows. */
  | 'QUERY_TOO_COMPLEX'
  /** The project has sent, or has in files, as much as its limits allow; for events until the next day of UTC. */
  | 'QUOTA_EXCEEDED'
  /** Costs of the project are being computed at the moment. Try again later. */
  | 'RECOMPUTE_RUNNING'
  /** A field that is required is missing or blank, such as `name`. */
  | 'REQUIRED'
  /** The rows exceed a limit of the file: the bytes of the project, or the rows or cells of XLSX. */
  | 'RESULT_TOO_LARGE'
  /** `alias` got the same id twice; a visitor cannot be linked to itself. */
  | 'SAME_ID'
  /** The segment would contain itself. */
  | 'SEGMENT_CYCLE'
  /** Another saved definition uses the segment. */
  | 'SEGMENT_IN_USE'
  /** The time is before 1970 or too far ahead. */
  | 'TIMESTAMP_OUT_OF_RANGE'
  /** A text or a key is longer than its limit. */
  | 'TOO_LONG'
  /** A list or the project would have more items than allowed. */
  | 'TOO_MANY'
  /** The answer would have more buckets than allowed. */
  | 'TOO_MANY_BUCKETS'
  /** The cohort table or the series would have more cells than allowed. */
  | 'TOO_MANY_CELLS'
  /** The filter lets more conversations pass than allowed. */
  | 'TOO_MANY_CONVERSATIONS'
  /** The list, snapshot or segment would have more users than allowed. */
  | 'TOO_MANY_USERS'
  /** The input has no field of this name; `field` names it, as it was spelt. */
  | 'UNKNOWN_FIELD'
  /** The definition was changed since you read it. Read it again, then repeat the update. */
  | 'VERSION_CONFLICT'
  /** The webhook is disabled. Enable it first. */
  | 'WEBHOOK_DISABLED';

export type TrackMutationVariables = Exact<{
  input: TrackInput;
}>;


export type TrackMutation = { track: { receipts: Array<{ eventId: string | null, status: ReceiptStatus, code: RejectionCode | null, field: string | null, message: string | null }> } };

export type IdentifyMutationVariables = Exact<{
  input: IdentifyInput;
}>;


export type IdentifyMutation = { identify: { userErrors: Array<{ code: UserErrorCode, field: string, message: string }> } };

export type AliasMutationVariables = Exact<{
  input: AliasInput;
}>;


export type AliasMutation = { alias: { userErrors: Array<{ code: UserErrorCode, field: string, message: string }> } };
