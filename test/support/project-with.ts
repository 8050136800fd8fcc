import { moments } from './moments.ts'
import { type Story, story } from './story.ts'
import type { TestApp } from './test-app.ts'

/** A project with these stories, as `moments` reads them. */
export async function projectWith(
  app: TestApp,
  name: string,
  stories: Record<string, string>,
): Promise<Story> {
  const project = story(app, name)
  await project.happened(moments(stories))
  return project
}
