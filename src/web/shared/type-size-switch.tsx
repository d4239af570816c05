import { Segmented } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { chooseTypeSize, type TypeSize, useTypeSize } from '../type-size/type-size.ts'

const sizes: readonly { readonly value: TypeSize; readonly sign: string; readonly text: TextKey }[] = [
  { value: 'standard', sign: 'A', text: 'type_standard' },
  { value: 'large', sign: 'A+', text: 'type_large' },
  { value: 'larger', sign: 'A++', text: 'type_larger' },
]

/** Chooses how large the type is, on every page of this browser. */
export const TypeSizeSwitch = () => {
  const { t } = useLanguage()
  return (
    <Segmented<TypeSize>
      size="small"
      className="type-size"
      aria-label={t('type_size')}
      options={sizes.map(({ value, sign, text }) => ({
        value,
        title: t(text),
        label: (
          <>
            <span aria-hidden="true">{sign}</span>
            <span className="unseen">{t(text)}</span>
          </>
        ),
      }))}
      value={useTypeSize()}
      onChange={chooseTypeSize}
    />
  )
}
