/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../../api/operation.ts'
/** A tenant that is to be added, with its settings. */
export type CreateProjectInput = {
  /** The name of the project, 1 to 100 printable characters, such as `acme`. It cannot be changed. */
  id: string;
  /** The limits instead of those of the service. Default: none. */
  limits?: ProjectLimitsInput | null | undefined;
  /** For how many days events are kept. Default: for ever. */
  retention?: RetentionInput | null | undefined;
  /** The time zone in which days begin, such as `Europe/Berlin`. Default: `UTC`. */
  timeZone?: string | null | undefined;
};

/** The project that is to be deleted with everything that belongs to it. */
export type DeleteProjectInput = {
  /** The same name once more, so that no other project is deleted by mistake. */
  confirmation: string;
  /** The name of the project, such as `acme`. */
  id: string;
};

/** The limits that a project has instead of those of the service, such as `{ eventsPerDay: 100000 }`. A limit that is left out stays as it is; null stands for that of the service. */
export type ProjectLimitsInput = {
  /** The mutations of a caller in a minute that track a batch, such as 100. */
  batch?: number | null | undefined;
  /** The events that the project may send in a day of UTC, such as 1000000. */
  eventsPerDay?: number | null | undefined;
  /** The exports that a caller may start in an hour, such as 10. */
  exportsPerHour?: number | null | undefined;
  /** The points of questions and other mutations of a caller in a minute, such as 20000. */
  query?: number | null | undefined;
  /** The custom queries of a caller in a minute, such as 60. */
  sql?: number | null | undefined;
  /** The mutations of a caller in a minute that track a single event, such as 1000. */
  track?: number | null | undefined;
};

/** Whether a project can be used. */
export type ProjectStatus =
  /** Requests with tokens and keys of the project are answered. */
  | 'ACTIVE'
  /** The project and all that belongs to it is being deleted; requests of the project are refused. */
  | 'DELETING';

/** For how many days the events of a project are kept, by their kind, such as `{ messages: 90 }`. A kind that is left out keeps its number; null keeps its events for ever. */
export type RetentionInput = {
  /** The days for which account activities are kept, from 1 to 3,650, such as 90. */
  activities?: number | null | undefined;
  /** The days for which AI calls are kept, from 1 to 3,650, such as 90. */
  aiCalls?: number | null | undefined;
  /** The days for which API calls are kept, from 1 to 3,650, such as 90. */
  apiCalls?: number | null | undefined;
  /** The days for which conversation changes, such as starts and ends are kept, from 1 to 3,650, such as 90. */
  conversationChanges?: number | null | undefined;
  /** The days for which custom events are kept, from 1 to 3,650, such as 90. */
  events?: number | null | undefined;
  /** The days for which messages are kept, from 1 to 3,650, such as 90. */
  messages?: number | null | undefined;
  /** The days for which values of system metrics are kept, from 1 to 3,650, such as 90. */
  systemMetrics?: number | null | undefined;
};

/** The settings of a project that change; fields that are left out stay as they are. */
export type UpdateProjectInput = {
  /** The name of the project, such as `acme`. */
  id: string;
  /** The limits that change. Every server process applies them within 5 seconds. */
  limits?: ProjectLimitsInput | null | undefined;
  /** The kinds whose days change. Events expire in the next night of the project, or by `applyRetention`. */
  retention?: RetentionInput | null | undefined;
  /** The time zone in which days begin, such as `Europe/Berlin`. The daily statistics are computed anew, so that it cannot change once events have expired. */
  timeZone?: string | null | undefined;
};

/** The subject of a warning: about an event that is stored, or about an answer that is not exact or not complete. */
export type WarningCode =
  /** Uses of models have no price, and the cost leaves them out. */
  | 'CALLS_WITHOUT_PRICE'
  /** Uses of models report no tokens, and the cost leaves them out. */
  | 'CALLS_WITHOUT_USAGE'
  /** Uses of models report only a part of their tokens, and their cost is a lower bound. */
  | 'CALLS_WITH_PARTIAL_USAGE'
  /** With `ON_OR_AFTER` complete cells can still grow. */
  | 'CELLS_MAY_GROW'
  /** The times of the event were corrected by `sentAt`. */
  | 'CLOCK_CORRECTED'
  /** The event is a duplicate, and the first event with its id has other values. */
  | 'DIFFERENT_CONTENT'
  /** The range begins before the first day of which all events are kept: expired ones are not in the answer. */
  | 'EVENTS_EXPIRED'
  /** Events that were received before the question are not in the answer yet. */
  | 'EVENTS_MISSING'
  /** `anonymousId` was not linked to the user, because it is a known user itself. */
  | 'KNOWN_USER'
  /** `anonymousId` was not linked to the user, because it is linked to another one. */
  | 'LINKED_TO_ANOTHER'
  /** The members of the segment of a budget could not be looked up lately: its spend lacks that of new ones. */
  | 'MEMBERS_OUTDATED'
  /** Only the largest groups or lines are shown. */
  | 'NOT_ALL_SHOWN'
  /** The id of the session stands for a missing one, such as `null`, and was left out. */
  | 'SESSION_ID_IGNORED'
  /** Buckets were not judged, because too few things are behind their values. */
  | 'SMALL_SAMPLE'
  /** Events at one instant are taken in the order of the steps, not as `compatibility` says. */
  | 'TIES_IN_STEP_ORDER'
  /** The range or the comparison beside a saved query was not used: its SQL says which times it reads. */
  | 'TIMES_NOT_USED'
  /** Buckets were not judged, because too few earlier ones like them are known. */
  | 'TOO_LITTLE_HISTORY'
  /** The project has sent more new property keys today than `MAX_NEW_KEYS`. */
  | 'TOO_MANY_NEW_KEYS'
  /** Changes of users that were made before the question are not in the answer yet. */
  | 'USER_CHANGES_MISSING'
  /** The id of the user or visitor stands for a missing one, such as `null`, and was left out. */
  | 'USER_ID_IGNORED'
  /** Values of a property that are no numbers, or too large, are left out. */
  | 'VALUES_LEFT_OUT'
  /** Buckets are too small, or vary too much, for a drop to half to be found. */
  | 'WIDE_RANGE'
  /** The windows of a preview follow each other, where checks look at ones that overlap. */
  | 'WINDOWS_APPROXIMATED'
  /** Only some windows of a preview were computed, at equal distances. */
  | 'WINDOWS_LEFT_OUT';

export type ProjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectsQuery = { projects: { totalCount: number, nodes: Array<{ id: string, timeZone: string, status: ProjectStatus, createdAt: string, keptUntil: string | null, retention: { events: number | null, messages: number | null }, limits: { query: number | null, track: number | null, eventsPerDay: number | null } }> } | null };

export type CreateProjectMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type CreateProjectMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type UpdateProjectMutationVariables = Exact<{
  input: UpdateProjectInput;
}>;


export type UpdateProjectMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteProjectMutationVariables = Exact<{
  input: DeleteProjectInput;
}>;


export type DeleteProjectMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Projects: Operation<ProjectsQuery, ProjectsQueryVariables> = operation(`query Projects {
  projects(first: 200) {
    totalCount
    nodes {
      id
      timeZone
      status
      createdAt
      keptUntil
      retention {
        events
        messages
      }
      limits {
        query
        track
        eventsPerDay
      }
    }
  }
}`)

export const CreateProject: Operation<CreateProjectMutation, CreateProjectMutationVariables> = operation(`mutation CreateProject($input: CreateProjectInput!) {
  done: createProject(input: $input) {
    saved: project {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const UpdateProject: Operation<UpdateProjectMutation, UpdateProjectMutationVariables> = operation(`mutation UpdateProject($input: UpdateProjectInput!) {
  done: updateProject(input: $input) {
    saved: project {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteProject: Operation<DeleteProjectMutation, DeleteProjectMutationVariables> = operation(`mutation DeleteProject($input: DeleteProjectInput!) {
  done: deleteProject(input: $input) {
    saved: job {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)