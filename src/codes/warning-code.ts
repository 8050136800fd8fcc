import { describedEnum, type EnumOf } from '../schema/described-enum.ts'

/** A code is added here and in the table of docs/operations.md. */
export const WarningCode = describedEnum(
  'WarningCode',
  'The subject of a warning: about an event that is stored, or about an answer that is not exact or not complete.',
  {
    TOO_MANY_NEW_KEYS: 'The project has sent more new property keys today than `MAX_NEW_KEYS`.',
    DIFFERENT_CONTENT: 'The event is a duplicate, and the first event with its id has other values.',
    USER_ID_IGNORED:
      'The id of the user or visitor stands for a missing one, such as `null`, and was left out.',
    SESSION_ID_IGNORED: 'The id of the session stands for a missing one, such as `null`, and was left out.',
    CLOCK_CORRECTED: 'The times of the event were corrected by `sentAt`.',
    KNOWN_USER: '`anonymousId` was not linked to the user, because it is a known user itself.',
    LINKED_TO_ANOTHER: '`anonymousId` was not linked to the user, because it is linked to another one.',
    EVENTS_MISSING: 'Events that were received before the question are not in the answer yet.',
    EVENTS_EXPIRED:
      'The range begins before the first day of which all events are kept: expired ones are not in the answer.',
    USER_CHANGES_MISSING: 'Changes of users that were made before the question are not in the answer yet.',
    CALLS_WITHOUT_PRICE: 'Uses of models have no price, and the cost leaves them out.',
    CALLS_WITHOUT_USAGE: 'Uses of models report no tokens, and the cost leaves them out.',
    CALLS_WITH_PARTIAL_USAGE:
      'Uses of models report only a part of their tokens, and their cost is a lower bound.',
    NOT_ALL_SHOWN: 'Only the largest groups or lines are shown.',
    VALUES_LEFT_OUT: 'Values of a property that are no numbers, or too large, are left out.',
    TIES_IN_STEP_ORDER:
      'Events at one instant are taken in the order of the steps, not as `compatibility` says.',
    TOO_LITTLE_HISTORY: 'Buckets were not judged, because too few earlier ones like them are known.',
    SMALL_SAMPLE: 'Buckets were not judged, because too few things are behind their values.',
    WIDE_RANGE: 'Buckets are too small, or vary too much, for a drop to half to be found.',
    WINDOWS_APPROXIMATED:
      'The windows of a preview follow each other, where checks look at ones that overlap.',
    WINDOWS_LEFT_OUT: 'Only some windows of a preview were computed, at equal distances.',
    TIMES_NOT_USED:
      'The range or the comparison beside a saved query was not used: its SQL says which times it reads.',
    MEMBERS_OUTDATED:
      'The members of the segment of a budget could not be looked up lately: its spend lacks that of new ones.',
    CELLS_MAY_GROW: 'With `ON_OR_AFTER` complete cells can still grow.',
  },
)
export type WarningCode = EnumOf<typeof WarningCode>
