import { type Question } from './question.ts'

/** The number of statements that lists of users take: one for each list, and one more where `totalCount` is selected. */
export const listStatements = ({ parts }: Pick<Question, 'parts'>, ...names: string[]): number =>
  names.flatMap(parts).reduce((sum, { selected }) => sum + (selected.totalCount ? 2 : 1), 0)
