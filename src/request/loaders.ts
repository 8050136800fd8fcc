import DataLoader from 'dataloader'
import { conversationMetrics } from '../analytics/conversations/conversation-metrics.ts'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { userAnalytics } from '../analytics/users/user-analytics.ts'
import { type Conversation } from '../entities/conversation.ts'
import { activityListing, conversationListing, eventListing, type Listing } from '../lists/listing.ts'
import { type OrderedPage } from '../lists/page.ts'
import { type OfUser, pagesOfUsers } from '../lists/pages-of-users.ts'
import { usersByNo } from '../lists/users-by-no.ts'
import { largest } from '../schema/largest.ts'
import { type QuestionArgs } from '../schema/question-args.ts'

/** Lookups that a request makes once for many parents. */
export type Loaders = ReturnType<typeof createLoaders>

/** As many as the rows of the longest page. */
const mostAtOnce = { maxBatchSize: largest.page }

export function createLoaders(scope: QueryScope) {
  return {
    userByNo: new DataLoader(async (numbers: readonly number[]) => {
      const users = await usersByNo(scope, numbers)
      return numbers.map(no => users.get(no) ?? null)
    }, mostAtOnce),
    conversationMetrics: new DataLoader(
      (conversations: readonly Conversation[]) => conversationMetrics(scope, conversations),
      mostAtOnce,
    ),
    eventsOfUser: listOfUser(scope, eventListing),
    activitiesOfUser: listOfUser(scope, activityListing),
    conversationsOfUser: listOfUser(scope, conversationListing),
    analyticsOfUser: perArguments((users, { args, selected }: { args: QuestionArgs; selected: Selection }) =>
      userAnalytics(scope, users, args, selected),
    ),
  }
}

/** One loader for each set of arguments: only users with equal arguments share a question. */
function perArguments<Args, Answer>(
  answer: (users: readonly number[], args: Args) => Promise<Answer[]>,
): (args: Args) => DataLoader<number, Answer> {
  const loaders = new Map<string, DataLoader<number, Answer>>()
  return args => {
    const key = JSON.stringify(args)
    const known = loaders.get(key)
    if (known) return known
    const loader = new DataLoader((users: readonly number[]) => answer(users, args), mostAtOnce)
    loaders.set(key, loader)
    return loader
  }
}

const listOfUser = <Thing extends OfUser>(scope: QueryScope, listing: Listing<Thing>) =>
  perArguments((users, args: OrderedPage) => pagesOfUsers(scope.em, listing, users, args))
