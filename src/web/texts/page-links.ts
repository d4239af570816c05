import type { Names } from '../../wire/views.ts'

/** Texts of the links from page to page; they come with the pages that have them. */
export const pageLinkTexts = {
  page_links: { zh: '其他页面', en: 'Other pages' },
  link_campaigns: { zh: '外呼活动', en: 'Campaigns' },
  link_exports: { zh: '数据导出', en: 'Exports' },
  link_forecast: { zh: '预测与排班', en: 'Forecast and shifts' },
  link_visits_report: { zh: '回访核查', en: 'Visits report' },
} as const satisfies Readonly<Record<string, Names>>
