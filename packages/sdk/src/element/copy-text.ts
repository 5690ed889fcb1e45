/** Copying, also where the clipboard's interface is missing or refused (plain `http:`, a frame without permission). */

/** A text field that is shown only when the person has to copy by hand, and the box that explains it. */
export type ByHand = { readonly box: HTMLElement; readonly field: HTMLTextAreaElement };

/** Whether the text is on the clipboard now. If not, it is shown, selected. */
export async function copyText(text: string, byHand: ByHand): Promise<boolean> {
  byHand.box.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Missing or refused: the old way asks nobody.
    return copyFromField(text, byHand);
  }
}

function copyFromField(text: string, { box, field }: ByHand): boolean {
  field.value = text;
  box.hidden = false;
  field.focus();
  field.select();
  const isCopied = document.execCommand("copy");
  if (isCopied) box.hidden = true;
  return isCopied;
}
