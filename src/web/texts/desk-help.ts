import type { Names } from '../../wire/views.ts'

/** Texts of what is proposed while a case is written, and of what its form takes beside the text. */
export const deskHelpTexts = {
  proposals: { zh: '派单建议', en: 'Proposals' },
  proposals_none: {
    zh: '书写时在此提示类别、主题、单位和可能重复的工单',
    en: 'Class, topic, unit and like cases appear here as you write',
  },
  proposal_class: { zh: '类别 {name}', en: 'Class: {name}' },
  proposal_topic: { zh: '主题 {name}', en: 'Topic: {name}' },
  proposal_unit: { zh: '单位 {name}', en: 'Unit: {name}' },
  proposal_why: { zh: '依据：{words}；相似工单 {cases} 件', en: 'Because of: {words}; like cases: {cases}' },
  proposal_said: {
    zh: '建议：{proposed}。可能重复 {duplicates} 件。',
    en: 'Proposed: {proposed}. Cases that may be about the same: {duplicates}.',
  },
  duplicates: { zh: '可能重复', en: 'Like cases' },
  duplicates_more: { zh: '{at}/{n}，看下一件', en: '{at} of {n}, next' },
  duplicate_follow: { zh: '作为催办跟进', en: 'Follow up' },
  duplicate_merge: { zh: '建议并单', en: 'Suggest to merge' },
  duplicate_note: { zh: '建议并单：{caseNo}', en: 'Perhaps to be merged with {caseNo}' },
  case_topic: { zh: '主题', en: 'Topic' },
  case_topic_hint: { zh: '输入关键词选择', en: 'Type words to choose' },
  topic_no_match: { zh: '没有这个主题', en: 'No such topic' },
  case_coordinates: { zh: '坐标', en: 'Lat, long' },
  coordinates_hint: { zh: '可粘贴 31.87,121.17', en: 'paste 31.87,121.17' },
  coordinates_wrong: {
    zh: '坐标应为境内的“纬度,经度”，如 31.87,121.17',
    en: 'Coordinates are latitude, longitude within the country, such as 31.87,121.17',
  },
  flag_danger_life: { zh: '生命财产', en: 'Life, property' },
  flag_danger_supply: { zh: '水电气暖', en: 'Utilities' },
  case_awaits_answer: { zh: '等待专员书面答复', en: 'Await a specialist' },
  case_register_awaits: { zh: '登记待答复', en: 'Register, await answer' },
  case_files: { zh: '附件（{n}）', en: 'Files ({n})' },
  case_files_going: {
    zh: '附件还在上传，传完再登记。',
    en: 'Files are still on their way; register once they are there.',
  },
  case_unattached: { zh: '已登记，但附件未附上：{why}', en: 'Registered, but without its files: {why}' },
  outcome_awaits: { zh: '已登记，等待专员书面答复', en: 'Registered; a specialist answers in writing' },
} as const satisfies Record<string, Names>
