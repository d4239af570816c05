import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { SettingBodySchema, SettingParamsSchema, SettingRowSchema, settingKinds } from '../setting-schemas.ts'

const rowReply = (row: {
  document: object | null
  kind: string
  key: string
  version: number
  by: string
  at: number
}) => ({
  ...row,
  document: row.document as Record<string, unknown> | null,
})

/** The settings of the house, for admins: each version is kept, with who set it and when. */
export const houseSettingRoutes = (app: App, { store, settings, caseSettings, scoreOffice }: ServerParts): void => {
  const book = () => {
    if (!settings || !caseSettings) throw new ApiError('not_found')
    return { settings, rules: caseSettings }
  }
  const kindOf = (kind: string) => {
    const found = settingKinds[kind]
    if (!found) throw new ApiError('not_found')
    return found
  }

  app.get(
    '/api/settings/:kind',
    {
      schema: {
        summary: 'All settings of a kind as they hold now',
        tags: ['settings'],
        params: Type.Pick(SettingParamsSchema, ['kind']),
        response: { 200: Type.Object({ settings: Type.Array(SettingRowSchema) }), ...failures },
      },
    },
    async request => {
      kindOf(request.params.kind)
      return { settings: book().settings.all(request.params.kind).map(rowReply) }
    },
  )

  app.get(
    '/api/settings/:kind/:key/history',
    {
      schema: {
        summary: 'Every version of a setting, the oldest first',
        tags: ['settings'],
        params: SettingParamsSchema,
        response: { 200: Type.Object({ settings: Type.Array(SettingRowSchema) }), ...failures },
      },
    },
    async request => {
      const { kind, key } = request.params
      kindOf(kind)
      return { settings: (await store.read.settingHistory(kind, key)).map(rowReply) }
    },
  )

  app.put(
    '/api/settings/:kind/:key',
    {
      bodyLimit: 256 * 1024,
      schema: {
        summary: 'Set one, in the place of the version that was seen (0: there was none); null takes it away',
        tags: ['settings'],
        params: SettingParamsSchema,
        body: SettingBodySchema,
        response: { 200: SettingRowSchema, ...failures },
      },
    },
    async request => {
      const { kind, key } = request.params
      const { document, seen } = request.body as Static<typeof SettingBodySchema>
      const { schema, isSound, refusal } = kindOf(kind)
      const { settings: all, rules } = book()
      if (document !== null) {
        const whole = { ...document }
        if (!Value.Check(schema, whole) || !isSound(key, whole, rules, all)) throw new ApiError('setting_unsound')
      }
      const frozen = scoreOffice?.newestFrozen() ?? null
      const refused = refusal?.(document, all.get(kind, key)?.document ?? null, frozen) ?? null
      if (refused !== null) throw new ApiError(refused)
      const answer = await all.set(kind, key, document, seen, viewerOf(request).name)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return rowReply(answer.done)
    },
  )
}

/** Names of units and topics, for everybody who is signed in. */
export const unitRoutes = (app: App, { caseSettings }: ServerParts): void => {
  const names = Type.Object({ zh: Type.String(), en: Type.String() })
  const parent = Type.Union([Type.String(), Type.Null()])
  app.get(
    '/api/units',
    {
      schema: {
        summary: 'Member units and the topics of cases, by name',
        tags: ['settings'],
        response: {
          200: Type.Object({
            units: Type.Array(
              Type.Object({
                id: Type.String(),
                name: names,
                tier: Type.Integer(),
                parent,
                signsOff: Type.Boolean(),
                active: Type.Boolean(),
              }),
            ),
            topics: Type.Array(Type.Object({ id: Type.String(), parent, name: names })),
          }),
          ...failures,
        },
      },
    },
    async () => {
      if (!caseSettings) return { units: [], topics: [] }
      return {
        units: [...caseSettings.units().values()].map(({ mobile: _mobile, email: _email, name, ...unit }) => ({
          ...unit,
          name: { ...name },
        })),
        topics: [...caseSettings.topics().values()].map(({ name, ...topic }) => ({ ...topic, name: { ...name } })),
      }
    },
  )
}
