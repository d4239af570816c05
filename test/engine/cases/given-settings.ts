/** Days of a city's own: two working days off in March 2026. */
export const overlays = {
  flood: {
    id: 'flood',
    scope: 'city',
    version: 1,
    url: 'https://example.gov.cn/flood',
    title: '防汛停工通知',
    knownFrom: '2026-03-02',
    off: [
      { date: '2026-03-05', name: '防汛' },
      { date: '2026-03-06', name: '防汛' },
    ],
    working: [],
  },
} as const
