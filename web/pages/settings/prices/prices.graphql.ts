/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../../api/operation.ts'
/** A unit of the calendar in the time zone of the question: a day may have 23, 24 or 25 hours. */
export type CalendarUnit =
  /** A calendar day, from midnight to midnight in the zone of the question: 23 or 25 hours when clocks change. */
  | 'DAY'
  /** An hour of the local clock. */
  | 'HOUR'
  /** A minute of 60 seconds. */
  | 'MINUTE'
  /** A calendar month, from its first day. */
  | 'MONTH'
  /** A quarter: January to March, April to June, July to September, October to December. */
  | 'QUARTER'
  /** A week from `weekStart`, Monday by default. */
  | 'WEEK'
  /** A calendar year, from 1 January. */
  | 'YEAR';

/** The alias to add. To change an alias, delete it and add another. */
export type CreateModelAliasInput = {
  /** The model that the events name, up to 100 characters, such as `prod-chat`, or a prefix with `*`, such as `prod-*`. The closest alias applies: a whole name before a prefix. */
  model: string;
  /** Only events that name this provider, such as `azure`. Default: events of any provider or none. */
  provider?: string | null | undefined;
  /** The model that is meant, up to 100 characters, such as `gpt-4o`, by its usual name. Other aliases do not apply to the name. */
  targetModel: string;
  /** The provider of the model that is meant, up to 100 characters, such as `openai`. */
  targetProvider: string;
};

/** The price to add. To change a price, end it and add the new one from the same instant. */
export type CreateModelPriceInput = {
  /** The price is for prompts of more tokens than this, such as `200000`, cached ones included; 0 for prompts of any length that have no other price. */
  abovePromptTokens?: number | null | undefined;
  /** The model, up to 100 characters: a name such as `gpt-4o`, which also matches its dated versions and `-latest`, or a prefix with `*`, such as `gpt-4o-mini*`. */
  model: string;
  /** The provider of the model, up to 100 characters, such as `openai`. */
  provider: string;
  /** The rate that the price is for, such as `BATCH`. */
  serviceTier?: ServiceTier | null | undefined;
  /** The kind of token, such as `OUTPUT`; each has a price of its own. */
  usage: ModelUsage;
  /** The price in US dollars per million tokens, from 0 to 100,000, such as `"2.5"`. */
  usdPerMillion: string;
  /** The start of the validity (inclusive). Default: now. */
  validFrom?: string | null | undefined;
  /** The end of the validity (exclusive). Default: an open end. */
  validTo?: string | null | undefined;
};

/** A range of time, given in exactly one way: `between`, `dates`, `last` or `preset`. */
export type DateRangeInput =
  {   /** The instants of a half-open range, such as `{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }`. */
  between: InstantRangeInput; dates?: never; last?: never; preset?: never; }
  |  { between?: never;   /** Whole days, the last one included, such as `{ from: "2026-01-01", to: "2026-01-31" }`. */
  dates: DayRangeInput; last?: never; preset?: never; }
  |  { between?: never; dates?: never;   /** A range up to now, such as `{ count: 7, unit: DAY }`. */
  last: LastInput; preset?: never; }
  |  { between?: never; dates?: never; last?: never;   /** A calendar range, such as `LAST_MONTH`. */
  preset: RangePreset; };

/** Whole days in the time zone of the question, both included: `{ from: "2026-01-01", to: "2026-01-31" }` is January. Days of lists are in UTC. */
export type DayRangeInput = {
  /** The first day of the range, such as `2026-01-01`. */
  from: string;
  /** The last day of the range (inclusive), such as `2026-01-31`; the same as `from` for one day. */
  to: string;
};

/** The model alias to delete. Costs that were computed with the alias stay until `recomputeCosts`. */
export type DeleteModelAliasInput = {
  /** The `id` of the alias, as `modelAliases` lists it and creating it returned. */
  id: string | number;
};

/** A price to delete, such as a mistake. */
export type DeleteModelPriceInput = {
  /** The `id` of a price of the project, as `modelPrices` lists it; default prices have none. */
  id: string | number;
};

/** A price of the project, and the instant from which it no longer applies. */
export type EndModelPriceInput = {
  /** The `id` of a price of the project, as `modelPrices` lists it; default prices have none. */
  id: string | number;
  /** The end of the validity (exclusive), before the current end. Default: now. */
  validTo?: string | null | undefined;
};

/** The instants from `from` until before `to`: `{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }` is January in UTC. */
export type InstantRangeInput = {
  /** The start of the range (inclusive), such as `2026-01-01T00:00:00Z`. */
  from: string;
  /** The end of the range (exclusive), such as `2026-02-01T00:00:00Z`. */
  to: string;
};

/** The last calendar units, including the current one: `{ count: 7, unit: DAY }` is today and the 6 days before. */
export type LastInput = {
  /** The number of units, from 1, such as 7. */
  count: number;
  /** The calendar unit, such as `DAY`. */
  unit: CalendarUnit;
};

/** The kind of token that a price is for. */
export type ModelUsage =
  /** Input tokens that are audio. Without a price the cost of a use with such tokens is unknown. */
  | 'AUDIO_INPUT'
  /** Output tokens that are audio. Without a price the cost of a use with such tokens is unknown. */
  | 'AUDIO_OUTPUT'
  /** Input tokens from the provider’s cache. Without a price of their own they cost as much as `INPUT`. */
  | 'CACHED_INPUT'
  /** Input tokens written into the provider’s cache. Without a price of their own they cost as much as `INPUT`. */
  | 'CACHE_WRITE'
  /** Input tokens outside the provider’s cache. */
  | 'INPUT'
  /** Tokens that the model generated: text, and reasoning without a price of its own. */
  | 'OUTPUT'
  /** Output tokens that the model spent on reasoning. Without a price of their own they cost as much as `OUTPUT`. */
  | 'REASONING';

/** A calendar range. `THIS_…` runs to the end of the current unit, `LAST_…` is the unit before. */
export type RangePreset =
  /** The whole calendar month before the current one: in March, 1 February to 1 March. */
  | 'LAST_MONTH'
  /** The whole calendar quarter before the current one: in May, 1 January to 1 April. */
  | 'LAST_QUARTER'
  /** The whole week before the current one, from `weekStart`, seven days. */
  | 'LAST_WEEK'
  /** The whole calendar year before the current one: in 2026, 1 January 2025 to 1 January 2026. */
  | 'LAST_YEAR'
  /** The current calendar month, from its first day to its end. */
  | 'THIS_MONTH'
  /** The current calendar quarter, such as 1 January to 1 April, to its end. */
  | 'THIS_QUARTER'
  /** The current week, from `weekStart` to its end seven days later. */
  | 'THIS_WEEK'
  /** The current calendar year, from 1 January to its end. */
  | 'THIS_YEAR'
  /** The current day, from midnight to midnight. */
  | 'TODAY'
  /** The day before today. */
  | 'YESTERDAY';

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

/** The subject of a warning: about an event that is stored, or about an answer that is not exact or not complete. */
export type WarningCode =
  /** Uses of models have no price, and the cost leaves them out. */
  | 'CALLS_WITHOUT_PRICE'
  /** Uses of models report no tokens, and the cost leaves them out. */
  | 'CALLS_WITHOUT_USAGE'
  /** Uses of models report only a part of their tokens, and their cost is a lower bound. */
  | 'CALLS_WITH_PARTIAL_USAGE'
  /** With `ON_OR_AFTER` complete cells can still grow. */
  | 'CELLS_MAY_GROW'
  /** The times of the event were corrected by `sentAt`. */
  | 'CLOCK_CORRECTED'
  /** The event is a duplicate, and the first event with its id has other values. */
  | 'DIFFERENT_CONTENT'
  /** The range begins before the first day of which all events are kept: expired ones are not in the answer. */
  | 'EVENTS_EXPIRED'
  /** Events that were received before the question are not in the answer yet. */
  | 'EVENTS_MISSING'
  /** `anonymousId` was not linked to the user, because it is a known user itself. */
  | 'KNOWN_USER'
  /** `anonymousId` was not linked to the user, because it is linked to another one. */
  | 'LINKED_TO_ANOTHER'
  /** The members of the segment of a budget could not be looked up lately: its spend lacks that of new ones. */
  | 'MEMBERS_OUTDATED'
  /** Only the largest groups or lines are shown. */
  | 'NOT_ALL_SHOWN'
  /** The id of the session stands for a missing one, such as `null`, and was left out. */
  | 'SESSION_ID_IGNORED'
  /** Buckets were not judged, because too few things are behind their values. */
  | 'SMALL_SAMPLE'
  /** Events at one instant are taken in the order of the steps, not as `compatibility` says. */
  | 'TIES_IN_STEP_ORDER'
  /** The range or the comparison beside a saved query was not used: its SQL says which times it reads. */
  | 'TIMES_NOT_USED'
  /** Buckets were not judged, because too few earlier ones like them are known. */
  | 'TOO_LITTLE_HISTORY'
  /** The project has sent more new property keys today than `MAX_NEW_KEYS`. */
  | 'TOO_MANY_NEW_KEYS'
  /** Changes of users that were made before the question are not in the answer yet. */
  | 'USER_CHANGES_MISSING'
  /** The id of the user or visitor stands for a missing one, such as `null`, and was left out. */
  | 'USER_ID_IGNORED'
  /** Values of a property that are no numbers, or too large, are left out. */
  | 'VALUES_LEFT_OUT'
  /** Buckets are too small, or vary too much, for a drop to half to be found. */
  | 'WIDE_RANGE'
  /** The windows of a preview follow each other, where checks look at ones that overlap. */
  | 'WINDOWS_APPROXIMATED'
  /** Only some windows of a preview were computed, at equal distances. */
  | 'WINDOWS_LEFT_OUT';

export type PricesQueryVariables = Exact<{
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  model?: string | null | undefined;
  includeDefaults: boolean;
}>;


export type PricesQuery = { modelPrices: Array<{ id: string, provider: string, model: string, usage: ModelUsage, serviceTier: ServiceTier, abovePromptTokens: number, usdPerMillion: string, validFrom: string, validTo: string | null, isDefault: boolean }> | null, modelAliases: Array<{ id: string, provider: string | null, model: string, targetProvider: string, targetModel: string, createdAt: string }> | null, unpricedModels: { models: Array<{ provider: string | null, model: string, calls: number, tokens: number }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type CreatePriceMutationVariables = Exact<{
  input: CreateModelPriceInput;
}>;


export type CreatePriceMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type EndPriceMutationVariables = Exact<{
  input: EndModelPriceInput;
}>;


export type EndPriceMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type DeletePriceMutationVariables = Exact<{
  input: DeleteModelPriceInput;
}>;


export type DeletePriceMutation = { done: { saved: string | null, userErrors: Array<{ field: string, message: string }> } };

export type CreateAliasMutationVariables = Exact<{
  input: CreateModelAliasInput;
}>;


export type CreateAliasMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteAliasMutationVariables = Exact<{
  input: DeleteModelAliasInput;
}>;


export type DeleteAliasMutation = { done: { saved: string | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Prices: Operation<PricesQuery, PricesQueryVariables> = operation(`query Prices($range: DateRangeInput!, $timeZone: String, $model: String, $includeDefaults: Boolean!) {
  modelPrices(model: $model, includeDefaults: $includeDefaults) {
    id
    provider
    model
    usage
    serviceTier
    abovePromptTokens
    usdPerMillion
    validFrom
    validTo
    isDefault
  }
  modelAliases {
    id
    provider
    model
    targetProvider
    targetModel
    createdAt
  }
  unpricedModels(range: $range, timeZone: $timeZone) {
    models {
      provider
      model
      calls
      tokens
    }
    meta {
      ...computed
    }
  }
}
fragment computed on Meta {
  asOf
  watermark
  isComplete
  sampleSize
  caveats {
    code
    message
  }
}`)

export const CreatePrice: Operation<CreatePriceMutation, CreatePriceMutationVariables> = operation(`mutation CreatePrice($input: CreateModelPriceInput!) {
  done: createModelPrice(input: $input) {
    saved: modelPrice {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const EndPrice: Operation<EndPriceMutation, EndPriceMutationVariables> = operation(`mutation EndPrice($input: EndModelPriceInput!) {
  done: endModelPrice(input: $input) {
    saved: modelPrice {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const DeletePrice: Operation<DeletePriceMutation, DeletePriceMutationVariables> = operation(`mutation DeletePrice($input: DeleteModelPriceInput!) {
  done: deleteModelPrice(input: $input) {
    saved: deletedId
    userErrors {
      field
      message
    }
  }
}`)

export const CreateAlias: Operation<CreateAliasMutation, CreateAliasMutationVariables> = operation(`mutation CreateAlias($input: CreateModelAliasInput!) {
  done: createModelAlias(input: $input) {
    saved: modelAlias {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteAlias: Operation<DeleteAliasMutation, DeleteAliasMutationVariables> = operation(`mutation DeleteAlias($input: DeleteModelAliasInput!) {
  done: deleteModelAlias(input: $input) {
    saved: deletedId
    userErrors {
      field
      message
    }
  }
}`)