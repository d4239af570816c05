/** A key as it is printed on the keyboard; a picture of the key: the button itself tells screen readers. */
export const KeyCap = ({ name, shift = false }: { readonly name: string; readonly shift?: boolean }) => (
  <span className="key-cap" aria-hidden="true">
    {shift && '⇧ '}
    {name}
  </span>
)
