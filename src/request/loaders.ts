import DataLoader from 'dataloader'
import { conversationMetrics } from '../analytics/conversations/conversation-metrics.ts'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { userAnalytics } from '../analytics/users/user-analytics.ts'
import { type Conversation } from '../entities/conversation.ts'
import { conversationsById } from '../lists/conversations-by-id.ts'
import { healthOfWebhooks } from '../lists/health-of-webhooks.ts'
import {
  activityListing,
  aiCallListing,
  apiCallListing,
  conversationListing,
  eventListing,
  type Listing,
  messageListing,
} from '../lists/listing.ts'
import { type OrderedPage } from '../lists/page.ts'
import { ofConversation, ofUser, pagesOfOwners } from '../lists/pages-of-owners.ts'
import { checksOfAlerts, groupsOfAlerts } from '../lists/parts-of-alerts.ts'
import { blocksOfRuns, deliveriesOfRuns } from '../lists/parts-of-runs.ts'
import { lagsOfDestinations, statesOfDestinations } from '../lists/states-of-destinations.ts'
import { unsubscribesOfReports } from '../lists/unsubscribes-of-reports.ts'
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
    // The edge `user` shows names and times, which the projection updates.
    currentUserByNo: new DataLoader(async (numbers: readonly number[]) => {
      await scope.caughtUpInPostgres()
      const users = await usersByNo(scope, numbers, { refresh: true })
      return numbers.map(no => users.get(no) ?? null)
    }, mostAtOnce),
    conversationById: new DataLoader((ids: readonly string[]) => conversationsById(scope, ids), mostAtOnce),
    blocksOfRun: new DataLoader((ids: readonly string[]) => blocksOfRuns(scope, ids), mostAtOnce),
    deliveriesOfRun: new DataLoader((ids: readonly string[]) => deliveriesOfRuns(scope, ids), mostAtOnce),
    unsubscribesOfReport: new DataLoader(
      (ids: readonly string[]) => unsubscribesOfReports(scope, ids),
      mostAtOnce,
    ),
    webhookHealth: new DataLoader((ids: readonly string[]) => healthOfWebhooks(scope, ids), mostAtOnce),
    stateOfDestination: new DataLoader(
      (ids: readonly string[]) => statesOfDestinations(scope, ids),
      mostAtOnce,
    ),
    lagOfDestination: new DataLoader((ids: readonly string[]) => lagsOfDestinations(scope, ids), mostAtOnce),
    checkOfAlert: new DataLoader((ids: readonly string[]) => checksOfAlerts(scope, ids), mostAtOnce),
    groupsOfAlert: new DataLoader((ids: readonly string[]) => groupsOfAlerts(scope, ids), mostAtOnce),
    conversationMetrics: new DataLoader(
      (conversations: readonly Conversation[]) => conversationMetrics(scope, conversations),
      mostAtOnce,
    ),
    eventsOfUser: listOfUser(scope, eventListing),
    activitiesOfUser: listOfUser(scope, activityListing),
    conversationsOfUser: listOfUser(scope, conversationListing),
    messagesOfUser: listOfUser(scope, messageListing),
    aiCallsOfUser: listOfUser(scope, aiCallListing),
    apiCallsOfUser: listOfUser(scope, apiCallListing),
    eventsOfConversation: listOfConversation(scope, eventListing),
    messagesOfConversation: listOfConversation(scope, messageListing),
    aiCallsOfConversation: listOfConversation(scope, aiCallListing),
    apiCallsOfConversation: listOfConversation(scope, apiCallListing),
    analyticsOfUser: perArguments(
      (users: readonly number[], { args, selected }: { args: QuestionArgs; selected: Selection }) =>
        userAnalytics(scope, users, args, selected),
    ),
  }
}

/** One loader for each set of arguments: only parents with equal arguments share a question. */
function perArguments<Key, Args, Answer>(
  answer: (keys: readonly Key[], args: Args) => Promise<Answer[]>,
): (args: Args) => DataLoader<Key, Answer> {
  const loaders = new Map<string, DataLoader<Key, Answer>>()
  return args => {
    const key = JSON.stringify(args)
    const known = loaders.get(key)
    if (known) return known
    const loader = new DataLoader((keys: readonly Key[]) => answer(keys, args), mostAtOnce)
    loaders.set(key, loader)
    return loader
  }
}

const listOfUser = <Thing extends { userNo: number | null }>(scope: QueryScope, listing: Listing<Thing>) =>
  perArguments((users: readonly number[], args: OrderedPage) =>
    pagesOfOwners(scope.em, listing, ofUser, users, args),
  )

const listOfConversation = <Thing extends { conversationId: string | null }>(
  scope: QueryScope,
  listing: Listing<Thing>,
) =>
  perArguments((ids: readonly string[], args: OrderedPage) =>
    pagesOfOwners(scope.em, listing, ofConversation, ids, args),
  )
