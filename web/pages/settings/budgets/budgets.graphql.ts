/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../../api/operation.ts'
/** The effect of a spent budget. The service never blocks a call itself. */
export type BudgetAction =
  /** Its thresholds are announced, and `budgetStatus` answers `allowed: false` once it is spent. */
  | 'BLOCK_HINT'
  /** Its thresholds are announced. */
  | 'NOTIFY';

/** The time that an amount is for: exactly one of `every` and `rollingDays`. */
export type BudgetPeriodInput =
  {   /** The calendar unit, such as `MONTH`: the whole amount is there again when the next one begins. */
  every: BudgetUnit; rollingDays?: never; }
  |  { every?: never;   /** The number of calendar days, 1 to 365, such as 30: today and the 29 days before. Each midnight the oldest day leaves. */
  rollingDays: number; };

/** A property of calls, such as `{ key: "team", value: "sales" }`. */
export type BudgetPropertyInput = {
  /** The key, up to 255 characters, such as `team`; `team.name` is `name` inside `team`. */
  key: string;
  /** The value as text, up to 255 characters, such as `sales`, `5` or `true`. A list has it as one of its items. */
  value: string;
};

/** A receiver of the thresholds of a budget: exactly one of `webhookId` and `email`. */
export type BudgetReceiverInput =
  {   /** One mail address, such as `ann@example.com`. Mails need the settings `SMTP_URL` and `MAIL_FROM`. */
  email: string; webhookId?: never; }
  |  { email?: never;   /** A webhook that gets the thresholds whatever events it listens to, such as 7; `webhooks` lists it. */
  webhookId: string | number; };

/** The calls that a budget counts: exactly one field. */
export type BudgetScopeInput =
  {   /** One bot, such as `support-bot`. */
  botId: string; model?: never; property?: never; provider?: never; segmentId?: never; userId?: never; users?: never; }
  |  { botId?: never;   /** One model as calls name it, such as `gpt-4o`; no other spelling of it. */
  model: string; property?: never; provider?: never; segmentId?: never; userId?: never; users?: never; }
  |  { botId?: never; model?: never;   /** The calls with a property, such as `{ key: "team", value: "sales" }`. */
  property: BudgetPropertyInput; provider?: never; segmentId?: never; userId?: never; users?: never; }
  |  { botId?: never; model?: never; property?: never;   /** One provider as calls name it, such as `openai`. */
  provider: string; segmentId?: never; userId?: never; users?: never; }
  |  { botId?: never; model?: never; property?: never; provider?: never;   /** The `id` of a saved segment: all calls of its present members together. */
  segmentId: string | number; userId?: never; users?: never; }
  |  { botId?: never; model?: never; property?: never; provider?: never; segmentId?: never;   /** One user, by any id of that user, such as `ann`. The user need not exist yet. */
  userId: string; users?: never; }
  |  { botId?: never; model?: never; property?: never; provider?: never; segmentId?: never; userId?: never;   /** All users, such as `EACH_USER`. */
  users: BudgetUsers; };

/** A calendar unit that a budget begins anew with. */
export type BudgetUnit =
  /** The 23 to 25 hours from a midnight to the next. */
  | 'DAY'
  /** From the first to the last day, such as 1 to 30 November. */
  | 'MONTH'
  /** A calendar quarter: January to March, and so on. */
  | 'QUARTER'
  /** A calendar week, from `weekStart` on. */
  | 'WEEK';

/** Whether users share an amount. */
export type BudgetUsers =
  /** Each user has the whole amount. Calls without a user are not counted. */
  | 'EACH_USER'
  /** All calls of the project together, also those without a user. */
  | 'EVERYBODY';

/** The content of a budget to save, and a name that no other saved budget of the project has. */
export type CreateBudgetInput = {
  /** The effect of a spent budget, such as `BLOCK_HINT`; null for `NOTIFY`. */
  action?: BudgetAction | null | undefined;
  /** The amount of a period in US dollars, more than 0, such as `"50"`. */
  amountUsd: string;
  /** A note on the purpose, up to 1,000 characters. */
  description?: string | null | undefined;
  /** The name, 1 to 100 characters, unique for its kind within the project. */
  name: string;
  /** The mail addresses and webhooks that get each threshold, up to 20, besides webhooks that listen to `BUDGET_THRESHOLD`; null for none. */
  notify?: Array<BudgetReceiverInput> | null | undefined;
  /** The time that the amount is for, such as `{ every: MONTH }`. */
  period: BudgetPeriodInput;
  /** The calls that count, such as `{ users: EACH_USER }`. */
  scope: BudgetScopeInput;
  /** The shares of the amount that are announced, ascending, up to 10, such as `[0.5, 1]`; null for `[0.5, 0.8, 0.95, 1]`. */
  thresholds?: Array<number> | null | undefined;
  /** The IANA time zone in which periods begin, such as `Europe/Berlin`; null for that of the project. */
  timeZone?: string | null | undefined;
  /** The first day of a week; null for Monday. */
  weekStart?: WeekStart | null | undefined;
};

/** The saved budget that is no longer needed, given by its `id`; a deleted one cannot be restored. */
export type DeleteBudgetInput = {
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
};

/** How a forecast is made. */
export type ForecastMethod =
  /** By the average so far, because there are less than two weeks of costs. */
  | 'LINEAR'
  /** By the usual cost of the same hour of the week. */
  | 'SEASONAL';

/** The new content, name or description of a saved budget; absent ones stay as they are. */
export type UpdateBudgetInput = {
  /** The effect of a spent budget, such as `BLOCK_HINT`; null for `NOTIFY`. Default: unchanged. */
  action?: BudgetAction | null | undefined;
  /** The amount of a period in US dollars, more than 0, such as `"50"`. Default: unchanged. */
  amountUsd?: string | null | undefined;
  /** The new description; null removes it. Default: unchanged. */
  description?: string | null | undefined;
  /** The `version` that you read. The update is refused if there is a newer version. */
  expectedVersion: number;
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
  /** The new name. Default: unchanged. */
  name?: string | null | undefined;
  /** The mail addresses and webhooks that get each threshold, up to 20, besides webhooks that listen to `BUDGET_THRESHOLD`; null for none. Default: unchanged. */
  notify?: Array<BudgetReceiverInput> | null | undefined;
  /** The time that the amount is for, such as `{ every: MONTH }`. Default: unchanged. */
  period?: BudgetPeriodInput | null | undefined;
  /** The calls that count, such as `{ users: EACH_USER }`. Default: unchanged. */
  scope?: BudgetScopeInput | null | undefined;
  /** The shares of the amount that are announced, ascending, up to 10, such as `[0.5, 1]`; null for `[0.5, 0.8, 0.95, 1]`. Default: unchanged. */
  thresholds?: Array<number> | null | undefined;
  /** The IANA time zone in which periods begin, such as `Europe/Berlin`; null for that of the project. Default: unchanged. */
  timeZone?: string | null | undefined;
  /** The first day of a week; null for Monday. Default: unchanged. */
  weekStart?: WeekStart | null | undefined;
};

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

/** The first day of a week. */
export type WeekStart =
  /** Monday, as in ISO 8601. */
  | 'MONDAY'
  /** Sunday, as in North America. */
  | 'SUNDAY';

export type BudgetsQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetsQuery = { budgets: { nodes: Array<{ id: string, name: string, description: string | null, amountUsd: string, spentUsd: string, remainingUsd: string, usedRate: number, calls: number, unpricedCalls: number, exhaustsAt: string | null, resetsAt: string, input: Record<string, unknown>, version: number, period: { from: string, to: string }, forecastUsd: { expected: string, low: string | null, high: string | null, method: ForecastMethod } | null, thresholdsReached: Array<{ threshold: number, reachedAt: string }>, users: Array<{ userId: string, spentUsd: string, usedRate: number }>, warnings: Array<{ message: string }> }> } | null };

export type CreateBudgetMutationVariables = Exact<{
  input: CreateBudgetInput;
}>;


export type CreateBudgetMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type UpdateBudgetMutationVariables = Exact<{
  input: UpdateBudgetInput;
}>;


export type UpdateBudgetMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteBudgetMutationVariables = Exact<{
  input: DeleteBudgetInput;
}>;


export type DeleteBudgetMutation = { done: { saved: string | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Budgets: Operation<BudgetsQuery, BudgetsQueryVariables> = operation(`query Budgets {
  budgets(first: 100) {
    nodes {
      id
      name
      description
      amountUsd
      spentUsd
      remainingUsd
      usedRate
      calls
      unpricedCalls
      period {
        from
        to
      }
      forecastUsd {
        expected
        low
        high
        method
      }
      exhaustsAt
      resetsAt
      thresholdsReached {
        threshold
        reachedAt
      }
      users(first: 3) {
        userId
        spentUsd
        usedRate
      }
      warnings {
        message
      }
      input
      version
    }
  }
}`)

export const CreateBudget: Operation<CreateBudgetMutation, CreateBudgetMutationVariables> = operation(`mutation CreateBudget($input: CreateBudgetInput!) {
  done: createBudget(input: $input) {
    saved: budget {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const UpdateBudget: Operation<UpdateBudgetMutation, UpdateBudgetMutationVariables> = operation(`mutation UpdateBudget($input: UpdateBudgetInput!) {
  done: updateBudget(input: $input) {
    saved: budget {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteBudget: Operation<DeleteBudgetMutation, DeleteBudgetMutationVariables> = operation(`mutation DeleteBudget($input: DeleteBudgetInput!) {
  done: deleteBudget(input: $input) {
    saved: deletedId
    userErrors {
      field
      message
    }
  }
}`)