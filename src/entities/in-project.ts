import { Filter } from '@mikro-orm/decorators/legacy'

/** Scopes an entity to the caller's project: on by default, its parameter is set on every request's EntityManager. */
export const inProject = Filter({ name: 'project', cond: ({ project }) => ({ project }), default: true })
