import { type Filter, type Subject } from '../address/question.ts'

/** `Status code` of `STATUS_CODE`. */
export const wordsOf = (constant: string) => {
  const text = constant
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/\b(ai|api|os)\b/g, word => word.toUpperCase())
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `Model`, `plan`, `User’s country`. */
export function subjectName(subject: Subject): string {
  if (subject.kind === 'dimension') return wordsOf(subject.dimension)
  return subject.kind === 'trait' ? `User’s ${subject.key}` : subject.key
}

const operatorNames: Record<Filter['operator'], string> = {
  IS: 'is',
  IS_NOT: 'is not',
  CONTAINS: 'contains',
  NOT_CONTAINS: 'does not contain',
  MATCHES: 'matches',
  NOT_MATCHES: 'does not match',
  GREATER_THAN: 'is over',
  GREATER_OR_EQUAL: 'is at least',
  LESS_THAN: 'is under',
  LESS_OR_EQUAL: 'is at most',
  IS_SET: 'is set',
  IS_NOT_SET: 'is not set',
}

export const operatorName = (operator: Filter['operator']) => operatorNames[operator]

/** `Model is gpt-4o or gpt-4o-mini`. */
export const filterName = ({ subject, operator, values }: Filter) =>
  [subjectName(subject), operatorNames[operator], values.map(String).join(' or ')].filter(Boolean).join(' ')
