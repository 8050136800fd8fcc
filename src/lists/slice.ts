import { badInput } from '../errors.ts'
import { type PageArgs, pageSizeOf } from '../schema/page-args.ts'
import { type CursorOf, decodeCursor, type Position } from './cursor.ts'

/** The part of a list that a page shows: so many items from its start, or from its end, between two positions. */
export interface Slice {
  size: number
  isFromEnd: boolean
  after: Position | null
  before: Position | null
}

/** @throws INVALID_PAGE_SIZE for a size outside of 1 to `most`, for two sizes, for `before` without one; INVALID_CURSOR */
export function sliceOf(of: CursorOf, args: PageArgs, most: number): Slice {
  checkSize(args, most)
  const positionAt = (argument: 'after' | 'before') => {
    const cursor = args[argument]
    return cursor == null ? null : decodeCursor(of, cursor, argument)
  }
  return {
    size: pageSizeOf(args),
    isFromEnd: args.last != null,
    after: positionAt('after'),
    before: positionAt('before'),
  }
}

function checkSize(args: PageArgs, most: number): void {
  const { first, last, before } = args
  if (first != null && last != null) throw invalidSize('last', 'Give first or last, not both.')
  if (before != null && first == null && last == null)
    throw invalidSize('last', 'before needs last: the number of items of the page that ends before it.')
  const size = pageSizeOf(args)
  const argument = last == null ? 'first' : 'last'
  if (size < 1 || size > most)
    throw invalidSize(argument, `${argument} must be 1 to ${most.toLocaleString('en')}.`)
}

const invalidSize = (argument: string, message: string) => badInput('INVALID_PAGE_SIZE', argument, message)
