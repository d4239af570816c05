/** Of the catalogue: why nothing is forecast for who asks on the page of the forecast. No desk meets these. */
export const forecastErrors = {
  forecast_from: {
    status: 400,
    zh: '起始日有误，请写成 2026-12-07，且不晚于一年之后。',
    en: 'The first day must be written as 2026-12-07, and lie no more than a year ahead.',
  },
  forecast_days: { status: 400, zh: '天数有误：1 至 14 天。', en: 'The number of days must be 1 to 14.' },
  forecast_goal: {
    status: 400,
    zh: '服务目标有误，请写成 95/15（15 秒内接通 95%）或 95（接通率）。',
    en: 'The goal must be written as 95/15 (95 % answered within 15 s) or 95 (answered at all).',
  },
  forecast_load: {
    status: 400,
    zh: '排班依据有误：high（高位来电）或 expected（预期来电）。',
    en: 'The load must be high or expected.',
  },
  forecast_wrap_up: {
    status: 400,
    zh: '话后处理秒数有误：0 至 3600 的整数。',
    en: 'The wrap-up must be a whole number of seconds, 0 to 3600.',
  },
  forecast_goal_out_of_reach: {
    status: 409,
    zh: '多少席位都达不到这个目标，请调低目标。',
    en: 'No number of seats keeps this goal; please set a lower one.',
  },
  forecast_busy: {
    status: 503,
    zh: '正在计算其他预测，请稍后再试。',
    en: 'Other forecasts are being reckoned; please try again in a moment.',
  },
  forecast_late: {
    status: 503,
    zh: '一分钟内未能算完，请减少天数，或在空闲时再试。',
    en: 'It was not done within a minute; please ask for fewer days, or at a quieter time.',
  },
  forecast_failed: {
    status: 500,
    zh: '预测未能算出，详见服务器日志。',
    en: 'The forecast failed; the log of the server tells more.',
  },
} as const
