import { describedEnum, type EnumOf } from '../schema/described-enum.ts'
import { rejections } from './rejection-code.ts'

/**
 * The reasons for refused input: `code` of `userErrors` where a mutation refuses it, `extensions.reason` beside
 * `BAD_USER_INPUT` where a question does. A code is added here and in the table of docs/operations.md.
 */
export const UserErrorCode = describedEnum(
  'UserErrorCode',
  'The reason why the input of a mutation is refused. For a question the same codes are in `extensions.reason`.',
  {
    ...rejections,
    ADDRESS_NOT_ALLOWED:
      'The host of the URL is no public address, and `WEBHOOK_ALLOW_PRIVATE` does not name it.',
    ALREADY_ENDED: 'The price has an end that is not later than the new one.',
    DAYS_KEPT:
      'Events of the project have expired, so that its kept days cannot be counted in another time zone.',
    CYCLE: 'The custom metric would contain itself.',
    DEFAULT_PROJECT: 'The default project cannot be deleted.',
    DEFAULT_PRICE: 'The price is a default of Convograph, which cannot be changed. Add a price of your own.',
    IDEMPOTENCY_CONFLICT: 'The `idempotencyKey` was used for another input. Use a new one.',
    IN_USE: 'Other saved definitions use this one.',
    BUILT_IN: 'The definition comes with Convograph and cannot be changed. Duplicate it and change the copy.',
    INVALID_AS_OF: 'The moment lies in the future.',
    INVALID_BATCH_SIZE: 'The batch has no event, or more than 1,000.',
    INVALID_BRACKETS: 'The brackets of `cohorts` are empty, overlap, or are not in order.',
    INVALID_BREAKDOWN: 'The breakdown has no or several keys, too many of them, or values that do not match.',
    INVALID_BUCKET: 'The bucket of a list of users is none of the answer.',
    INVALID_BUCKETS: 'The number of buckets of a histogram is outside its limits.',
    INVALID_COLUMN: 'The list has no such column, or `columns` is empty or has one twice.',
    INVALID_CONDITION: 'The bounds of an alert contradict each other, or do not fit its question or window.',
    INVALID_COMPARE: 'The range to compare with is given in no form or in several, or cannot be compared.',
    INVALID_CURSOR: '`after` or `before` came from another list, another order or another project.',
    INVALID_DAYS: 'The number of days is outside 1 to 365.',
    INVALID_DEPTH: 'The number of steps of a path is outside its limits.',
    INVALID_EDGES: 'The edges of a histogram are not in order, or too many.',
    INVALID_EVENT: 'The pattern for events has no event, or alternatives beside one.',
    INVALID_EXCLUSION: 'An exclusion of a funnel names steps that it does not have, or has no event.',
    INVALID_EXPIRY:
      'The API key or link would expire before it begins, or the link lasts longer than a year.',
    INVALID_FILTER: 'A condition has a value, an operator or a regular expression that does not fit.',
    INVALID_FIRST: '`first` is outside its limits.',
    INVALID_FORMULA:
      'The formula cannot be read, names something unknown, or combines units that do not fit.',
    INVALID_FUNNEL: 'Options of the funnel contradict each other.',
    INVALID_GAP: 'The gap between events of a path is outside its limits.',
    INVALID_KEY: 'The key of the metric is no text of a to z, 0 to 9 and _ that begins with a letter.',
    INVALID_HEADER:
      'A header of a webhook has a name or a value that cannot be sent, belongs to the service, or is given twice.',
    INVALID_ID: 'The text is not an id that this API has given out.',
    INVALID_INTERVAL: 'The interval is not possible for this question.',
    INVALID_INTERVALS: 'The number of intervals is outside its limits.',
    INVALID_JSON: 'The JSON to import has a field or a value that does not fit; `path` leads to it.',
    INVALID_METRICS: 'The question has no metric or too many, or its order names none of them.',
    INVALID_MODELS: 'A simulation replaces no model or too many, or a name of a model is empty or too long.',
    INVALID_NAME: 'The name is empty or blank, or the key of a widget has other characters than allowed.',
    INVALID_OCCURRENCES: 'The number of occurrences is outside its limits.',
    INVALID_OVERLAP: 'The hours for which a former secret signs too are outside 0 to 168.',
    INVALID_PAGE_SIZE: '`first` of a page is outside its limits.',
    INVALID_PARAMETERS:
      'A parameter of a custom query is missing, unused, or not of the type of its placeholder.',
    INVALID_PATH: 'The anchor or a filter of `paths` does not fit.',
    INVALID_PATTERN: 'The name of a model has its `*` elsewhere than at the end.',
    INVALID_PERIODS: 'The number of periods of `cohorts` is outside its limits.',
    INVALID_QUESTION:
      'Of the input and the `id` of a saved question exactly one must be given, or the question cannot be asked in this way.',
    INVALID_QUESTION_FIELD: 'The path does not lead to one number of the answer to the question.',
    INVALID_RANGE: 'The range has no form or several, or does not end after its start.',
    INVALID_RECIPIENT: 'The text is not one mail address, such as `ann@example.com`.',
    INVALID_SATISFACTION: 'The satisfaction is outside 1 to 5.',
    INVALID_SCHEDULE:
      'The times of the schedule do not exist, cannot be read, or are less than 15 minutes apart.',
    INVALID_SCOPES: 'The API key has no scope.',
    INVALID_SEGMENT: 'The condition of the segment has no form or several, or a value that does not fit.',
    INVALID_SENSITIVITY: 'The sensitivity to anomalies is outside 2 to 20.',
    INVALID_SERIES: 'A series is missing, given in two forms, or cannot be computed.',
    INVALID_SQL: 'The SQL cannot be saved, because it could not run.',
    INVALID_STEPS: 'The funnel has too few or too many steps, or a step without an event.',
    INVALID_THRESHOLDS: 'The thresholds of a budget are not shares above 0 and up to 10 in ascending order.',
    INVALID_TIMEOUT: 'The time limit of a custom query is outside its limits.',
    INVALID_TIME_ZONE: 'The text is not the name of an IANA time zone, such as `Europe/Rome`.',
    INVALID_UNIT: 'The property to count by is missing, or given for another unit.',
    INVALID_URL:
      'The URL of a webhook cannot be read, or is not `https://` on port 443 or 8443, without a username.',
    INVALID_VALUE: 'The value that `cohorts` measures does not fit its measure.',
    INVALID_WINDOW: 'The window of the funnel is outside 1 second to ten years.',
    NAME_TAKEN:
      'Another saved definition of this kind, another alias, another widget or another project has this name.',
    NOT_CONFIGURED:
      'The service has no `AUTH_SECRET_KEY`, with which it signs share links and keeps the secrets of webhooks.',
    NOT_CONFIRMED: 'The confirmation is not the id that it has to repeat.',
    NOT_EXPLAINABLE:
      'The metric is made of nothing that adds up over groups, such as a percentile, so that nothing contributes to it.',
    NOT_FOUND: 'The project has nothing with this id.',
    OVERLAP: 'The places of two widgets of a dashboard overlap.',
    PROJECT_DELETING: 'Another request has begun to delete the project.',
    PRICE_OVERLAPS: 'The project has a price for the same model and the same time.',
    QUERY_TOO_COMPLEX: 'The question of an export costs more points than `MAX_COMPLEXITY` allows.',
    RECOMPUTE_RUNNING: 'Costs of the project are being computed at the moment. Try again later.',
    RESULT_TOO_LARGE:
      'The rows exceed a limit of the file: the bytes of the project, or the rows or cells of XLSX.',
    SEGMENT_CYCLE: 'The segment would contain itself.',
    SEGMENT_IN_USE: 'Another saved definition uses the segment.',
    TOO_MANY_BUCKETS: 'The answer would have more buckets than allowed.',
    TOO_MANY_CELLS: 'The cohort table or the series would have more cells than allowed.',
    TOO_MANY_CONVERSATIONS: 'The filter lets more conversations pass than allowed.',
    TOO_MANY_USERS: 'The list, snapshot or segment would have more users than allowed.',
    WEBHOOK_DISABLED: 'The webhook is disabled. Enable it first.',
    VERSION_CONFLICT: 'The definition was changed since you read it. Read it again, then repeat the update.',
  },
)
export type UserErrorCode = EnumOf<typeof UserErrorCode>
