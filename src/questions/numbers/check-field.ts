import { badInput } from '../../errors.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'
import { fieldsOf } from './fields-of.ts'

/** @throws INVALID_QUESTION_FIELD, with the possible paths, for a path that does not lead to one number of the answer */
export function checkField(question: QuestionInput, field: string): void {
  const possible = fieldsOf(question)
  const stepCount = question.funnel?.steps.length ?? Infinity
  if (possible.some(path => isOf(path, field)) && positionIn(field) <= stepCount) return
  throw badInput(
    'INVALID_QUESTION_FIELD',
    'field',
    `field must lead to one number of the answer: ${possible.join(', ')}.${meaningOf(possible)}`,
  )
}

/** The names of metrics, series and columns may have dots in them. */
function isOf(path: string, field: string): boolean {
  if (path.startsWith('metrics.')) return field === path
  const pattern = path
    .replaceAll('.', '\\.')
    .replace('.N\\.', '.([1-9]\\d{0,3}|last)\\.')
    .replace(/NAME|COLUMN/, '.+')
  return new RegExp(`^${pattern}$`, 's').test(field)
}

/** The position of the step of a funnel. */
const positionIn = (field: string) => Number(/^steps\.(\d+)/.exec(field)?.[1] ?? 1)

const meaningOf = (possible: string[]) =>
  possible.some(path => path.includes('.N.')) ? ' N is a position from 1, or last.' : ''
