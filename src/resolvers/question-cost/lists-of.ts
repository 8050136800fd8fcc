import { type Question } from './question.ts'

/** How many statements the lists of users behind a number take: one for each, and one where it is counted. */
export const listsOf = ({ parts }: Pick<Question, 'parts'>, ...names: string[]): number =>
  names.flatMap(parts).reduce((sum, { selected }) => sum + (selected.totalCount ? 2 : 1), 0)
