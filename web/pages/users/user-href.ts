import { hrefOf } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'

export const userHref = (userId: string, question: Question) =>
  hrefOf(`/users/${encodeURIComponent(userId)}`, question)
