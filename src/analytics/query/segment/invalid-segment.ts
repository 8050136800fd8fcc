import { badInput } from '../../../errors.ts'

export const invalidSegment = (message: string, field = 'segment') =>
  badInput('INVALID_SEGMENT', field, message)
