import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Get = paths['/api/forecast']['get']
export type Forecast = Get['responses'][200]['content']['application/json']
export type ForecastWish = NonNullable<Get['parameters']['query']>
export type ForecastDay = Forecast['days'][number]
export type ForecastHalfHour = ForecastDay['halfHours'][number]

/** The plan of days to come. Throws an ApiError. */
export const fetchForecast = async (query: ForecastWish): Promise<Forecast> => {
  const { data, error } = await reached(api.GET('/api/forecast', { params: { query } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}
