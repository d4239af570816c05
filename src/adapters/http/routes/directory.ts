import { Type } from 'typebox'
import type { DirectoryEntry } from '../../../domain/transfer/directory.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import {
  DirectoryEntryBodySchema,
  type DirectoryEntryReply,
  DirectoryEntrySchema,
  DirectoryIdSchema,
  DirectorySchema,
} from '../directory-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

const entryReply = ({ name, topics, hours, ...entry }: DirectoryEntry): DirectoryEntryReply => ({
  ...entry,
  name: { ...name },
  topics: [...topics],
  hours: hours.map(span => ({ ...span })),
})

/** The directory, for admins: each change is booked with his name and holds at once, also for talks that go on. */
export const directoryRoutes = (app: App, { targets, directoryDesk }: ServerParts): void => {
  app.get(
    '/api/directory',
    {
      schema: {
        summary: 'Departments, policy specialists and emergency services that can be called, with their numbers',
        tags: ['directory'],
        response: { 200: DirectorySchema, ...failures },
      },
    },
    async () => ({ entries: targets.directory().map(entryReply) }),
  )

  app.put(
    '/api/directory/:id',
    {
      schema: {
        summary: 'Put an entry there, or in the place of the one with this id; gives it as it is kept',
        tags: ['directory'],
        params: DirectoryIdSchema,
        body: DirectoryEntryBodySchema,
        response: { 200: DirectoryEntrySchema, ...failures },
      },
    },
    async request => {
      const answer = await directoryDesk.set(viewerOf(request).name, { id: request.params.id, ...request.body })
      if ('refused' in answer) throw new ApiError(answer.refused)
      return entryReply(answer.done)
    },
  )

  app.delete(
    '/api/directory/:id',
    {
      schema: {
        summary: 'Take an entry out; 110, 119, 120 and 122 must stay within reach',
        tags: ['directory'],
        params: DirectoryIdSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const refused = await directoryDesk.remove(viewerOf(request).name, request.params.id)
      if (refused !== null) throw new ApiError(refused)
      return reply.code(204).send(null)
    },
  )
}
