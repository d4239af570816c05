import { countryBox } from '../../../wire/country.ts'

const written = /^\s*(\d{1,3}(?:\.\d{1,12})?)\s*°?\s*[,，;；\s]\s*(\d{1,3}(?:\.\d{1,12})?)\s*°?\s*$/

const within = (value: number, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  value >= from && value <= to

/** Latitude and longitude as maps give them to be pasted, `31.87,121.17`; null: nothing is written; `wrong`: no place in the country. */
export const coordinatesOf = (text: string): [number, number] | null | 'wrong' => {
  if (text.trim() === '') return null
  const [, latitude = '', longitude = ''] = written.exec(text) ?? []
  const place: [number, number] = [Number(latitude), Number(longitude)]
  const isInside = within(place[0], countryBox.latitude) && within(place[1], countryBox.longitude)
  return isInside ? place : 'wrong'
}
