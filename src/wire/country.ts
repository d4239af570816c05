/** The rectangle around the country, in degrees of WGS 84, with its waters: what is outside was mistyped, or its two numbers were swapped. */
export const countryBox = { latitude: { from: 3.4, to: 53.6 }, longitude: { from: 73.4, to: 135.1 } } as const
