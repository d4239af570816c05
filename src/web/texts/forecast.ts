import type { Names } from '../../wire/views.ts'

/** Texts of the page of the forecast. */
export const forecastTexts = {
  forecast_title: { zh: '预测与排班', en: 'Forecast and shifts' },
  forecast_wish: { zh: '预测哪些天，按什么目标', en: 'Which days, and by which goal' },
  forecast_from: { zh: '起始日', en: 'First day' },
  forecast_days: { zh: '天数', en: 'Days' },
  forecast_goal: { zh: '服务目标', en: 'Service goal' },
  forecast_goal_how: {
    zh: '95/15：15 秒内接通 95%；95：接通率 95%。',
    en: '95/15: 95 % answered within 15 s; 95: 95 % answered at all.',
  },
  forecast_load: { zh: '排班按', en: 'Shifts for' },
  forecast_load_high: { zh: '高位来电（十日中九日不超过）', en: 'a high load (nine of ten days do not exceed it)' },
  forecast_load_expected: { zh: '预期来电', en: 'the expected load' },
  forecast_wrap_up_field: { zh: '话后处理秒数（无实测时）', en: 'Wrap-up in seconds (where none was measured)' },
  forecast_reckon: { zh: '计算', en: 'Reckon' },
  forecast_print: { zh: '打印', en: 'Print' },
  forecast_reckoning: {
    zh: '正在计算，历史较长时约需一分钟……',
    en: 'It is being reckoned; a long past takes up to a minute…',
  },
  forecast_of: {
    zh: '{from} 至 {to}，{goal}；{load}。已知数据截至 {known}，计算于 {at}。',
    en: '{from} to {to}, {goal}; for {load}. Known up to {known}, reckoned {at}.',
  },
  forecast_goal_within: {
    zh: '{seconds} 秒内接通 {share}，放弃不超过 {lost}',
    en: '{share} answered within {seconds} s, at most {lost} lost',
  },
  forecast_goal_answered: { zh: '接通率不低于 {share}', en: 'at least {share} answered' },
  forecast_each_day: { zh: '每日预期来电', en: 'Calls expected of each day' },
  forecast_day: { zh: '日期', en: 'Day' },
  forecast_expected: { zh: '预期来电', en: 'Expected calls' },
  forecast_range: { zh: '十次中八次在此区间', en: 'Eight of ten lie in' },
  forecast_middle: { zh: '中位', en: 'Middle' },
  forecast_most_seats: { zh: '最高席位', en: 'Most seats' },
  forecast_note: { zh: '说明', en: 'Note' },
  forecast_holiday: { zh: '节假日', en: 'holiday' },
  forecast_makeup_day: { zh: '调休上班', en: 'make-up day' },
  forecast_after_holiday: { zh: '节后首日', en: 'first day after a holiday' },
  forecast_curves: { zh: '各日来电曲线', en: 'Curves of calls' },
  forecast_band: { zh: '10%–90% 区间', en: '10 % to 90 %' },
  forecast_curve_words: {
    zh: '{day} 各半小时预期来电曲线：全天预期 {calls} 次，区间 {range}，最多在 {peak}，{most} 次',
    en: 'Curve of calls expected of each half hour on {day}: {calls} in all, range {range}, most at {peak} with {most}',
  },
  forecast_as_table: { zh: '各半小时数字', en: 'The numbers of each half hour' },
  forecast_calls_caption: {
    zh: '每半小时预期来电（低–中–高）',
    en: 'Calls expected of each half hour (low, middle, high)',
  },
  forecast_half_hour: { zh: '时段', en: 'Half hour' },
  forecast_seats: { zh: '每半小时所需席位', en: 'Seats needed in each half hour' },
  forecast_seats_how: {
    zh: '大字为计划席位，含 {away} 不在席者；小字为按预期来电 / 高位来电须在席的人数。底色越浓，席位越多。',
    en: 'Large: planned seats, with {away} who are away. Small: agents at work for the expected / the high load. The stronger the colour, the more.',
  },
  forecast_shifts: { zh: '排班建议', en: 'Shifts proposed' },
  forecast_shift: { zh: '班次', en: 'Shift' },
  forecast_break: { zh: '休 {at}', en: 'break {at}' },
  forecast_shift_sum: {
    zh: '共 {n} 人班（任何排法至少 {least}）；所需 {needed} 席时，富余 {over} 席时。只说人数，不指派人员。',
    en: '{n} shifts of one agent (at least {least} any way); {needed} agent hours needed, {over} over. It says how many, not who.',
  },
  forecast_no_shifts: {
    zh: '有半小时的席位未知，不作排班建议。',
    en: 'The seats of some half hours are unknown; no shifts are proposed.',
  },
  forecast_not_coverable: { zh: '班次覆盖不到：{at}', en: 'No shift reaches: {at}' },
  forecast_back_test: { zh: '回测：此前预测得如何', en: 'Back-test: how near it was before' },
  forecast_back_test_words: {
    zh: '{from} 至 {to}，{days} 天共 {calls} 次来电，每周只用此前数据预测。整日误差 {day}，用上周同日则为 {dayBefore}；半小时误差 {half}，用上周同日则为 {halfBefore}。',
    en: '{from} to {to}, {days} days with {calls} calls, each week forecast by what was known before it. Days were off by {day}, by {dayBefore} with the week before; half hours by {half}, {halfBefore} with the week before.',
  },
  forecast_nearer: { zh: '本法比上周同日更准。', en: 'It was nearer than the week before.' },
  forecast_not_nearer: {
    zh: '本法并不比上周同日更准，请人工复核。',
    en: 'It was not nearer than the week before: plan by hand.',
  },
  forecast_bias_high: { zh: '总体偏高 {bias} 次（{percent}）。', en: 'In all {bias} calls too many ({percent}).' },
  forecast_bias_low: { zh: '总体偏低 {bias} 次（{percent}）。', en: 'In all {bias} calls too few ({percent}).' },
  forecast_coverage: {
    zh: '应有八成落入区间：整日 {day}（{dayInside}/{dayOf}），半小时 {half}（{halfInside}/{halfOf}）。',
    en: 'Eight of ten should lie in their range: of days {day} did ({dayInside}/{dayOf}), of half hours {half} ({halfInside}/{halfOf}).',
  },
  forecast_no_back_test: { zh: '历史不足，未作回测。', en: 'Too little history for a back-test.' },
  forecast_basis: { zh: '依据', en: 'What it rests on' },
  forecast_talk: { zh: '通话时长：实测 {seconds} 秒（{n} 次）。', en: 'Talk: {seconds} s, measured of {n} calls.' },
  forecast_wrap_up: {
    zh: '话后处理：实测 {seconds} 秒（{n} 次）。',
    en: 'Wrap-up: {seconds} s, measured of {n} calls.',
  },
  forecast_wrap_up_assumed: {
    zh: '话后处理：无实测，按设定 {seconds} 秒。',
    en: 'Wrap-up: not measured, {seconds} s assumed.',
  },
  forecast_patience: {
    zh: '来电人耐心：平均 {seconds} 秒（{n} 人放弃）。',
    en: 'Patience: {seconds} s in the mean ({n} gave up).',
  },
  forecast_unknown: { zh: '未知之处', en: 'What is not known' },
  forecast_too_little_history: {
    zh: '历史数据不足：近 56 天内至少须有 28 天有来电记录，不作预测。',
    en: 'too little history: at least 28 of the last 56 days must have calls; nothing is forecast.',
  },
  forecast_no_like_days: {
    zh: '历史中没有足够的同类日（如节假日），不作预测。',
    en: 'the past has too few days like it (such as holidays); nothing is forecast.',
  },
  forecast_year_not_loaded: {
    zh: '该年节假日安排尚未载入，不知是否放假，不作预测。',
    en: 'the notice of holidays of that year is not loaded; nothing is forecast.',
  },
  forecast_no_spread: {
    zh: '回测天数不足 28 天，区间与高位来电未知。',
    en: 'Fewer than 28 days could be judged: ranges and the high load are unknown.',
  },
  forecast_no_talk: { zh: '通话时长没有实测，席位未知。', en: 'Talk was not measured: seats are unknown.' },
  forecast_no_wrap_up: {
    zh: '话后处理没有实测（导入的来电不含），席位未知；可在上方填写秒数。',
    en: 'Wrap-up was not measured (imported calls know of none): seats are unknown. It can be stated above.',
  },
  forecast_no_patience: {
    zh: '无人放弃，来电人耐心未知，按无限耐心计算。',
    en: 'Nobody gave up: patience is unknown and taken as endless.',
  },
  forecast_beyond: {
    zh: '不含：趋势与季节、预告的天气与账单日、重拨；振铃与录音提示不计入席位。来电超出以往者不在预测之内。',
    en: 'Not in it: trend and seasons, weather and billing days that are foretold, redials; ringing and the notice are not in the seats. What never happened is not foreseen.',
  },
} as const satisfies Readonly<Record<string, Names>>
