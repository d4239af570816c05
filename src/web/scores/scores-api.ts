import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Answer<
  Path extends '/api/scores' | '/api/scores/formula' | '/api/scores/cases' | '/api/named-list' | '/api/units',
> = paths[Path]['get']['responses'][200]['content']['application/json']

export type Scores = Answer<'/api/scores'>
export type ScoreRow = Scores['rows'][number]
export type ScoreItem = ScoreRow['items'][number]
export type Indicator = ScoreItem['indicator']
export type Objection = Scores['objections'][number]
export type Formula = Answer<'/api/scores/formula'>
export type ItemFormula = Formula['items'][number]
export type ScoreCases = Answer<'/api/scores/cases'>
export type NamedList = Answer<'/api/named-list'>

const given = async <T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await reached(request)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** The scores of a month, the newest issue or one by its version. Throws an ApiError, as all of these. */
export const fetchScores = (month: string, version: number | null): Promise<Scores> =>
  given(api.GET('/api/scores', { params: { query: { month, ...(version === null ? {} : { version }) } } }))

export const fetchFormula = (month: string): Promise<Formula> =>
  given(api.GET('/api/scores/formula', { params: { query: { month } } }))

/** The cases behind a figure. */
export const fetchScoreCases = (
  month: string,
  unit: string,
  indicator: Indicator,
  counted: boolean,
): Promise<ScoreCases> =>
  given(api.GET('/api/scores/cases', { params: { query: { month, unit, indicator, counted } } }))

export const fetchNamedList = (): Promise<NamedList> => given(api.GET('/api/named-list'))

/** Names of units by their ids. */
export const fetchUnitNames = async (): Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> => {
  const { units } = await given(api.GET('/api/units'))
  return new Map(units.map(unit => [unit.id, unit.name]))
}

export const freezeMonth = (month: string): Promise<Scores> =>
  given(api.POST('/api/scores/freeze', { body: { month } }))

export interface ObjectionToSend {
  readonly month: string
  readonly version: number
  readonly indicator: Indicator | null
  readonly caseNo: string | null
  readonly reason: string
}

export const sendObjection = (body: ObjectionToSend): Promise<Objection> =>
  given(api.POST('/api/scores/objections', { body }))

export interface RulingToSend {
  readonly accepted: boolean
  readonly reason: string
  readonly correction: { readonly indicator: Indicator; readonly counted: number; readonly base: number } | null
  readonly seen: number
}

export const sendRuling = (id: string, body: RulingToSend): Promise<Objection> =>
  given(api.POST('/api/scores/objections/{id}/ruling', { params: { path: { id } }, body }))
