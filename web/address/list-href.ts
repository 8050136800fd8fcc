import { isListable, type ListedKind } from './list-filters.ts'
import { hrefOf } from './location.ts'
import { type Question } from './question.ts'

/** Where the things behind a number are listed; undefined if they cannot be. */
export const listHref = (kind: ListedKind, question: Question): string | undefined =>
  isListable(kind, question) ? hrefOf('/events', question, kind === 'event' ? {} : { kind }) : undefined
