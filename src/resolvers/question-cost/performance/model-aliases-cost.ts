import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The usual number of aliases. */
const aliases = 20

export const modelAliasesCost = ({ fieldsCost }: Question): number => weights.statement + aliases * fieldsCost
