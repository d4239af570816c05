import type { Names } from '../../wire/views.ts'

/** Texts of the report on return visits. */
export const visitsReportTexts = {
  visits_title: { zh: '回访评价核查', en: 'Ratings under the lens' },
  visits_span: { zh: '时间', en: 'Time' },
  visits_days: { zh: '最近 {n} 天', en: 'last {n} days' },
  visits_failed: { zh: '数据读取失败，请重试。', en: 'The data could not be read; try again.' },
  visits_all: {
    zh: '计入统计的评价 {ratings} 条，不满意 {dissatisfied} 条',
    en: '{ratings} ratings count, {dissatisfied} of them dissatisfied',
  },
  visits_how: {
    zh: '按总体不满意率算出应有数，并给出仅凭偶然偏离到这个程度的概率；概率低于 {below} 的标为“异常”。异常只是核查线索，不是结论。',
    en: 'Expected by the share of all, with the probability that chance alone strays as far; below {below} it is marked odd. Odd is a place to look, no proof.',
  },
  visits_units: { zh: '按承办单位', en: 'By unit' },
  visits_visitors: { zh: '按回访人', en: 'By visitor' },
  visits_pairs: { zh: '谁回访了哪个单位（异常）', en: 'Who visited for which unit (odd ones)' },
  visits_changed: { zh: '改变过的评价', en: 'Ratings that were changed' },
  visits_rulings: { zh: '评价裁定', en: 'Rulings on ratings' },
  visits_ratings: { zh: '评价数', en: 'Ratings' },
  visits_dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
  visits_expected: { zh: '应有', en: 'Expected' },
  visits_unit: { zh: '承办单位', en: 'Unit' },
  visits_likelihood: { zh: '偶然概率', en: 'By chance' },
  visits_own: { zh: '单位自有号码', en: 'Own numbers' },
  visits_excluded: { zh: '剔除', en: 'Excluded' },
  visits_recoded: { zh: '更正', en: 'Recoded' },
  visits_odd: { zh: '异常', en: 'odd' },
  visits_citizen: { zh: '诉求人自评', en: 'the requester himself' },
  visits_none: { zh: '没有', en: 'None' },
  visits_visitor: { zh: '回访人', en: 'Visitor' },
  visits_from_to: { zh: '由“{from}”改为“{to}”', en: 'from “{from}” to “{to}”' },
  visits_ruling_proposed: { zh: '待复核', en: 'awaits a second pair of eyes' },
  visits_ruling_confirmed: { zh: '已生效', en: 'confirmed' },
  visits_ruling_refused: { zh: '未通过', en: 'refused' },
  visits_ruling_void: { zh: '已失效', en: 'void' },
} as const satisfies Readonly<Record<string, Names>>
